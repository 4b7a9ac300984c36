using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace GitCommitTasks.Git;

/// <summary>The calls of libgit2 that are used, on the library that LibGit2Sharp ships.</summary>
/// <remarks>LibGit2Sharp's managed layer is left out on purpose: it cannot read a tree or a commit as bytes, has no attribute look-up,
/// cannot read configuration from files of the caller's choice with conditional includes, and costs a cold process about 30 ms of compiling.
/// Signatures are those of libgit2 1.9 (<see href="https://libgit2.org/docs/reference/main/"/>).</remarks>
internal static partial class NativeLibGit2
{
    /// <summary>The file name carries libgit2's revision; it changes with the version of LibGit2Sharp.NativeBinaries.</summary>
    private const string Library = "git2-5853918";

    public const int NotFound = -3, Ambiguous = -5, InvalidName = -12, NotPeelable = -19, Owner = -36, IterationOver = -31;

    /// <summary><c>git_object_t</c> of a commit.</summary>
    public const int CommitType = 1;

    static NativeLibGit2()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibGit2).Assembly, Resolve);
        Check(Initialize(), "starting libgit2");
    }

    /// <summary>Must run before anything else, so the static constructor calls it.</summary>
    [LibraryImport(Library, EntryPoint = "git_libgit2_init")]
    private static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "git_odb_open")]
    public static partial int OdbOpen(out nint odb, [MarshalAs(UnmanagedType.LPUTF8Str)] string objectsDirectory);

    [LibraryImport(Library, EntryPoint = "git_odb_free")]
    public static partial void OdbFree(nint odb);

    [LibraryImport(Library, EntryPoint = "git_odb_read")]
    public static partial int OdbRead(out nint obj, nint odb, ReadOnlySpan<byte> id);

    [LibraryImport(Library, EntryPoint = "git_odb_write")]
    public static partial int OdbWrite(Span<byte> id, nint odb, ReadOnlySpan<byte> content, nuint length, int type);

    [LibraryImport(Library, EntryPoint = "git_odb_object_data")]
    public static partial nint ObjectData(nint obj);

    [LibraryImport(Library, EntryPoint = "git_odb_object_size")]
    public static partial nuint ObjectSize(nint obj);

    [LibraryImport(Library, EntryPoint = "git_odb_object_type")]
    public static partial int ObjectType(nint obj);

    [LibraryImport(Library, EntryPoint = "git_odb_object_free")]
    public static partial void ObjectFree(nint obj);

    [LibraryImport(Library, EntryPoint = "git_repository_open")]
    public static partial int RepositoryOpen(out nint repository, [MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [LibraryImport(Library, EntryPoint = "git_repository_free")]
    public static partial void RepositoryFree(nint repository);

    [LibraryImport(Library, EntryPoint = "git_repository_set_index")]
    public static partial int RepositorySetIndex(nint repository, nint index);

    [LibraryImport(Library, EntryPoint = "git_repository_set_config")]
    public static partial int RepositorySetConfig(nint repository, nint config);

    [LibraryImport(Library, EntryPoint = "git_revparse_single")]
    public static partial int ParseRevision(out nint obj, nint repository, [MarshalAs(UnmanagedType.LPUTF8Str)] string text);

    [LibraryImport(Library, EntryPoint = "git_object_peel")]
    public static partial int Peel(out nint peeled, nint obj, int type);

    /// <summary>Points to 20 bytes that live as long as the object.</summary>
    [LibraryImport(Library, EntryPoint = "git_object_id")]
    public static partial nint IdOf(nint obj);

    [LibraryImport(Library, EntryPoint = "git_object_free")]
    public static partial void Free(nint obj);

    [LibraryImport(Library, EntryPoint = "git_index_new")]
    public static partial int IndexNew(out nint index);

    [LibraryImport(Library, EntryPoint = "git_index_free")]
    public static partial void IndexFree(nint index);

    [LibraryImport(Library, EntryPoint = "git_attr_get")]
    public static partial int AttributeGet(out nint value, nint repository, uint flags, ReadOnlySpan<byte> path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    /// <summary>0 unspecified, 1 set, 2 unset, 3 a string.</summary>
    [LibraryImport(Library, EntryPoint = "git_attr_value")]
    public static partial int AttributeValue(nint value);

    [LibraryImport(Library, EntryPoint = "git_ignore_path_is_ignored")]
    public static partial int IsIgnored(out int ignored, nint repository, ReadOnlySpan<byte> path);

    [LibraryImport(Library, EntryPoint = "git_config_new")]
    public static partial int ConfigNew(out nint config);

    [LibraryImport(Library, EntryPoint = "git_config_free")]
    public static partial void ConfigFree(nint config);

    [LibraryImport(Library, EntryPoint = "git_config_add_file_ondisk")]
    public static partial int ConfigAddFile(nint config, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int level, nint repository, int force);

    [LibraryImport(Library, EntryPoint = "git_config_iterator_new")]
    public static partial int ConfigIteratorNew(out nint iterator, nint config);

    /// <summary>The entry begins with two pointers: name and value.</summary>
    [LibraryImport(Library, EntryPoint = "git_config_next")]
    public static partial int ConfigNext(out nint entry, nint iterator);

    [LibraryImport(Library, EntryPoint = "git_config_iterator_free")]
    public static partial void ConfigIteratorFree(nint iterator);

    /// <summary>The struct begins with a pointer to the text.</summary>
    [LibraryImport(Library, EntryPoint = "git_error_last")]
    private static partial nint ErrorLast();

    /// <summary>What libgit2 says of the last failure on this thread.</summary>
    public static string LastError() =>
        ErrorLast() is var error and not 0 ? Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error)) ?? "unknown" : "unknown";

    /// <summary>Throws unless <paramref name="result"/> is a success.</summary>
    /// <exception cref="IOException">It is not; the text says what failed and why.</exception>
    public static void Check(int result, string what)
    {
        if (result < 0)
            throw new IOException($"{what}: {LastError()} (libgit2 {result})");
    }

    /// <summary>An application finds the library through its deps.json; a plug-in of MSBuild has none that the loader reads.</summary>
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != Library)
            return 0;
        var file = OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        var folder = AssemblyFolder(assembly);
        // By its path first: the search by name tries some forty places before it looks beside a native program.
        return NativeLibrary.TryLoad(Path.Combine(folder, file), out var handle) || NativeLibrary.TryLoad(name, assembly, search, out handle)
            ? handle
            : NativeLibrary.Load(Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", file));
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Empty in a single file, where the application's own folder is right.")]
    private static string AssemblyFolder(Assembly assembly) =>
        assembly.Location is { Length: > 0 } location ? Path.GetDirectoryName(location)! : AppContext.BaseDirectory;
}
