#!/usr/bin/env bash
# Builds everything and runs the tests, on a machine with nothing but the .NET SDK, Node.js and the package registries.
# --full also runs the tests with the trait Set=Full: those that need a Functions host, and those that take long.
# The last line counts: N passed, N failed, N skipped. What was skipped is named above it, with the reason.
set -uo pipefail
cd "$(dirname "$0")/.."

case ${1-} in
  "") set=(--filter "Set!=Full") ;;
  --full) set=(); export REVIEWFLOW_FUNC_LARGE=${REVIEWFLOW_FUNC_LARGE-1} ;;
  *) echo "Usage: tests/run.sh [--full]" >&2; exit 2 ;;
esac

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

# Not every registry serves QuestPDF. Without it the function app is built with SkiaSharp alone, and what is left out is said in words.
solution=ReviewFlow.sln form=()
dotnet restore $solution >/dev/null 2>&1 || { solution=tests/Portable.slnf; form=(-p:QuestPdf=false); }
dotnet build $solution -c Release "${form[@]}" || { echo "The build failed."; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# Every test project of the solution that was built.
projects_of() { dotnet sln "$1" list | tr '\\' / | grep '\.csproj$' | sort; }
mapfile -t tests < <(projects_of $solution | grep -E '^tests/[^/]+\.Tests/')
failed=0
for project in "${tests[@]}"; do
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c Release --no-build "${set[@]}" --results-directory "$results" --logger "trx;LogFileName=$name.trx" || failed=1
done

left=$(comm -23 <(projects_of ReviewFlow.sln) <(projects_of $solution) | xargs -r -n1 dirname | paste -sd ' ')
[[ -n $left ]] && echo "Left out: ${left// /, }, because this registry lacks QuestPDF; the function app was built without it (-p:QuestPdf=false)."

# A test that is left to --full is not skipped, so it is counted here and nowhere else.
if ((${#set[@]})); then
  kept=0
  for project in "${tests[@]}"; do
    grep -rqF '"Set", "Full"' --include='*.cs' "$(dirname "$project")" || continue
    ((kept += $(dotnet test "$project" -c Release --no-build --list-tests --filter "Set=Full" | grep -c '^    ')))
  done
  echo "Left to tests/run.sh --full: $kept tests. They need a Functions host, drive a browser on a second screen or by"
  echo "keyboard through long journeys, tell long random stories, or mail to every address that the rules accept."
fi

node tests/summary.mjs "$results" "${#tests[@]}" || failed=1
exit $failed
