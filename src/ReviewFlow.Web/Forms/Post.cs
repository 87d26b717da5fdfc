using Microsoft.AspNetCore.Http;

namespace ReviewFlow.Web.Forms;

/// <summary>
/// What was typed into a form: without the white space around it, lines ended the way browsers count them.
/// </summary>
internal sealed class Post(IFormCollection fields)
{
    public IEnumerable<string> Names => fields.Keys;

    public bool Has(string name) => fields.ContainsKey(name);

    public string Text(string name) => fields[name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    public bool Is(string name, string value) => fields[name] == value;
}
