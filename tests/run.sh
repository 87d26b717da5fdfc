#!/usr/bin/env bash
# Builds everything and runs every test, on a machine with nothing but the .NET SDK, Node.js and the package registries.
# The last line counts: N passed, N failed, N skipped. What was skipped is named above it, with the reason.
set -uo pipefail
cd "$(dirname "$0")/.."

# Tools that some tests look through; where they cannot be had, those tests say so and are skipped.
declare -A tools=([chromium]=chromium [strace]=strace [qpdf]=qpdf [pdftotext]=poppler-utils)
missing=()
for tool in "${!tools[@]}"; do command -v "$tool" >/dev/null || missing+=("${tools[$tool]}"); done
if ((${#missing[@]})) && command -v apt-get >/dev/null; then
  root=(); ((EUID)) && root=(sudo -n)
  echo "Installing ${missing[*]} ..."
  { "${root[@]}" apt-get update -q && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 \
    || echo "Could not install ${missing[*]}."
fi

results=artifacts/tests
rm -rf "$results" && mkdir -p "$results"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Azurite, the emulator of Azure Storage; where it cannot be had, the tests that need it say so and are skipped.
npm ci --prefix tests --no-audit --no-fund >/dev/null 2>&1 || echo "Could not install what tests/package.json names."

# Two projects need packages that not every registry serves (docs: src/ReviewFlow.Functions, src/ReviewFlow.Reports.QuestPdf).
whole=tests/Portable.slnf left_out="The function app and the QuestPDF renderer were left out: this registry does not serve their packages."
if restored=$(dotnet restore ReviewFlow.sln 2>&1); then
  whole=ReviewFlow.sln left_out=
elif ! grep -qE 'error NU110[12].*(Microsoft\.Azure\.Functions|QuestPDF)' <<<"$restored"; then
  echo "$restored"; echo "The restore failed."; echo "0 passed, 1 failed, 0 skipped"; exit 1
fi

dotnet build "$whole" -c Release || { echo "The build failed."; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

failed=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" || failed=1
done

[[ -n $left_out ]] && echo "$left_out"
node tests/summary.mjs "$results" "$(ls -d tests/*.Tests | wc -l)" || failed=1
exit $failed
