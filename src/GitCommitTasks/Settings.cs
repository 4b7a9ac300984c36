namespace GitCommitTasks;

/// <summary>Reads the texts that MSBuild properties are. An empty one is as none.</summary>
internal static class Settings
{
    /// <summary>The text; null for an empty one, so that its default is looked up.</summary>
    public static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>The value as so many of <paramref name="unit"/>; null for an empty one.</summary>
    /// <exception cref="SettingException">It is no number, or negative.</exception>
    public static TimeSpan? Span(string? value, TimeSpan unit, string name)
    {
        if (Text(value) is null)
            return null;
        return NumberText.Span(value, unit) ?? throw new SettingException(name, value, $"give {NumberText.SpanWanted}");
    }

    /// <summary>The value as a count; 0 for an empty one.</summary>
    /// <exception cref="SettingException">It is no whole number, or negative.</exception>
    public static int Count(string? value, string name)
    {
        if (Text(value) is null)
            return 0;
        return NumberText.Count(value) ?? throw new SettingException(name, value, $"give {NumberText.CountWanted}");
    }

    /// <summary>The value as a name of <typeparamref name="T"/>, in any case; its first name for an empty one.</summary>
    /// <exception cref="SettingException">It is no such name.</exception>
    public static T Name<T>(string? value, string name) where T : struct, Enum
    {
        if (Text(value) is null)
            return default;
        var names = Enum.GetNames<T>();
        return IsOneOf(value, names)
            ? Enum.Parse<T>(value!, ignoreCase: true)
            : throw new SettingException(name, value, $"give {string.Join(" or ", names)}");
    }

    /// <summary>Whether the value is one of <paramref name="names"/>, in any case as MSBuild's own; null is as empty.</summary>
    public static bool IsOneOf(string? value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(value ?? "", name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
