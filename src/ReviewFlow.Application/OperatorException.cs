namespace ReviewFlow.Application;

/// <summary>What keeps ReviewFlow from working. The message is one plain sentence for its operator.</summary>
public abstract class OperatorException(string sentence, Exception? cause = null) : Exception(sentence, cause);

/// <summary>A setting, a key, a file or a folder that the operator gave is missing or wrong.</summary>
public sealed class ConfigurationException(string sentence, Exception? cause = null)
    : OperatorException(sentence, cause);

/// <summary>The disk, the store or another service does not do what is asked of it now.</summary>
public sealed class DependencyUnavailableException(string sentence, Exception? cause = null)
    : OperatorException(sentence, cause);

/// <summary>Something is not as ReviewFlow wrote it, or cannot be kept as it has to be.</summary>
public sealed class IntegrityException(string sentence, Exception? cause = null) : OperatorException(sentence, cause);
