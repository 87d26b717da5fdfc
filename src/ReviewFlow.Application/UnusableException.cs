namespace ReviewFlow.Application;

/// <summary>
/// Something this machine gives us cannot be worked with; the message is one plain sentence for whoever runs it.
/// </summary>
public sealed class UnusableException(string sentence, Exception? cause = null) : Exception(sentence, cause);
