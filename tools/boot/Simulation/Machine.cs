// What a simulated Windows is made of where PowerShell alone can not say it: the clock, the process, the host that a
// script writes to, and stand-ins for .NET types that would reach the real machine.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Security;
using System.Text;

namespace Mullion.Boot
{
    // The simulation does not know what the script asks for, so no verdict on the script can be given.
    public sealed class SimulationFault : Exception
    {
        public SimulationFault(string message) : base(message) { }
    }

    // One simulated machine a process; boots one after another share it.
    public static class Machine
    {
        public static string Root;
        public static Hashtable State;
        public static string Fault;
        public static readonly List<string> Changes = new List<string>();
        public static readonly StringBuilder Output = new StringBuilder();
        public static int Commands;

        // A loop that never sleeps would never end, since only sleeping costs time.
        public const int MaxCommands = 100000;

        public static void Reset(string root, Hashtable state)
        {
            Root = root;
            State = state;
            Fault = null;
            Changes.Clear();
            Output.Clear();
            Commands = 0;
            Clock.Reset();
            ProcessInfo.Stack.Clear();
            Directory.CreateDirectory(root);
        }

        public static SimulationFault Refuse(string message)
        {
            if (Fault == null) Fault = message;
            return new SimulationFault(message);
        }

        public static void Change(string what)
        {
            Changes.Add(what);
        }
    }

    // Simulated time. Nothing takes time but what says so: sleeping, waiting, downloading, starting slowly.
    public static class Clock
    {
        private static readonly DateTime Start = new DateTime(2026, 1, 5, 10, 0, 0, DateTimeKind.Utc);
        private static readonly List<KeyValuePair<DateTime, Hashtable>> Due = new List<KeyValuePair<DateTime, Hashtable>>();

        public static DateTime UtcNow { get; private set; }

        // An instance in EC2 has the time zone UTC unless somebody changes it.
        public static DateTime Now { get { return DateTime.SpecifyKind(UtcNow, DateTimeKind.Local); } }

        public static void Reset()
        {
            UtcNow = Start;
            Due.Clear();
        }

        // The event names the function that carries it out, in whatever process the time has come.
        public static void At(DateTime time, Hashtable action)
        {
            int i = Due.Count;
            while (i > 0 && Due[i - 1].Key > time) i--;
            Due.Insert(i, new KeyValuePair<DateTime, Hashtable>(time, action));
        }

        public static void CancelAll() { Due.Clear(); }

        public static bool IsDueBefore(DateTime end) { return Due.Count > 0 && Due[0].Key <= end; }

        // Up to the next thing that is due.
        public static void AdvanceToNext()
        {
            if (Due.Count == 0) throw Machine.Refuse("waits for ever: nothing is due");
            AdvanceTo(Due[0].Key);
        }

        // Lets time pass; the process that waits is cut off where its own limit or the machine's restart comes first.
        public static void Advance(double seconds)
        {
            AdvanceTo(UtcNow.AddSeconds(seconds));
        }

        public static void AdvanceTo(DateTime end)
        {
            DateTime limit = ProcessInfo.Limit;
            DateTime until = end < limit ? end : limit;
            while (Due.Count > 0 && Due[0].Key <= until)
            {
                var next = Due[0];
                Due.RemoveAt(0);
                if (next.Key > UtcNow) UtcNow = next.Key;
                ScriptBlock.Create("param($event) Complete-DueEvent $event").Invoke(next.Value);
            }
            if (until > UtcNow) UtcNow = until;
            if (end > limit) ProcessInfo.CutOff();
        }
    }

    // A process of the simulated machine: a runspace of this one.
    public sealed class ProcessInfo
    {
        public static readonly Stack<ProcessInfo> Stack = new Stack<ProcessInfo>();

        public DateTime Deadline = DateTime.MaxValue;
        public bool IsCutOff;
        public Runspace Runspace;
        public PowerShell Pipeline;
        public BootHost Host;

        public static DateTime Limit
        {
            get { return Stack.Count == 0 ? DateTime.MaxValue : Stack.Min(process => process.Deadline); }
        }

        public static void CutOff()
        {
            foreach (var process in Stack)
            {
                process.IsCutOff = true;
                if (process.Deadline <= Clock.UtcNow) break;
            }
            throw new SimulationFault("cut off");
        }

        public static bool IsEnding { get { return Stack.Count > 0 && Stack.Peek().IsCutOff; } }
    }

    public sealed class ProcessResult
    {
        public int ExitCode;
        public bool IsCutOff;
        public List<object> Output = new List<object>();
        public ErrorRecord Failure;
    }

    public static class ProcessRunner
    {
        public static InitialSessionState Session;

        // Runs a script as powershell.exe -File does. With no sink, what it writes is the machine's own output.
        public static ProcessResult Run(string text, string file, IDictionary named, object[] values, StringBuilder sink, DateTime deadline, bool printsFailure = true)
        {
            var environment = SimulatedEnvironment.Snapshot();
            var result = new ProcessResult();
            var host = new BootHost(sink ?? Machine.Output);
            using (var runspace = RunspaceFactory.CreateRunspace(host, Session))
            {
                runspace.Open();
                // Opening one writes paths of the real machine.
                SimulatedEnvironment.Restore(environment);
                var process = new ProcessInfo { Deadline = deadline, Runspace = runspace, Host = host };
                ProcessInfo.Stack.Push(process);
                try
                {
                    using (var shell = PowerShell.Create())
                    {
                        shell.Runspace = runspace;
                        process.Pipeline = shell;
                        Token[] tokens;
                        ParseError[] errors;
                        Parser.ParseInput(text, file, out tokens, out errors);
                        if (errors.Length > 0)
                        {
                            foreach (var error in errors)
                            {
                                host.UI.WriteErrorLine("At " + file + ":" + error.Extent.StartLineNumber + " char:" + error.Extent.StartColumnNumber);
                                host.UI.WriteErrorLine(error.Message);
                            }
                            result.ExitCode = 1;
                            return result;
                        }
                        // The script block keeps the file's name for positions; what it exits with reaches the host.
                        shell.AddScript("param($block, $named, $values) & $block @named @values", true)
                            .AddArgument(Parser.ParseInput(text, file, out tokens, out errors).GetScriptBlock())
                            .AddArgument(named ?? new Hashtable()).AddArgument(values ?? new object[0]);
                        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
                        shell.AddCommand("Out-Default");
                        try
                        {
                            shell.Invoke();
                            result.ExitCode = host.ExitCode ?? 0;
                        }
                        catch (RuntimeException e)
                        {
                            result.Failure = e.ErrorRecord;
                            if (printsFailure && !process.IsCutOff && Machine.Fault == null)
                            {
                                host.UI.WriteErrorLine(host.Render(runspace, e.ErrorRecord));
                            }
                            result.ExitCode = host.ExitCode ?? 1;
                        }
                    }
                    result.IsCutOff = process.IsCutOff;
                    return result;
                }
                finally
                {
                    ProcessInfo.Stack.Pop();
                    SimulatedEnvironment.Restore(environment);
                }
            }
        }
    }

    public sealed class BootHost : PSHost
    {
        private readonly BootUserInterface ui;
        private readonly Guid id = Guid.NewGuid();

        public BootHost(StringBuilder sink) { ui = new BootUserInterface(sink); }

        public int? ExitCode { get; private set; }
        public override string Name { get { return "ConsoleHost"; } }
        public override Version Version { get { return new Version(5, 1, 20348, 2227); } }
        public override Guid InstanceId { get { return id; } }
        public override PSHostUserInterface UI { get { return ui; } }
        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
        public override void SetShouldExit(int exitCode) { ExitCode = exitCode; }
        public override void EnterNestedPrompt() { throw new PSNotSupportedException(); }
        public override void ExitNestedPrompt() { throw new PSNotSupportedException(); }
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }

        internal string Render(Runspace runspace, ErrorRecord error)
        {
            using (var shell = PowerShell.Create())
            {
                shell.Runspace = runspace;
                var lines = shell.AddCommand("Out-String").AddParameter("InputObject", error).Invoke();
                return string.Concat(lines).TrimEnd();
            }
        }
    }

    public sealed class BootUserInterface : PSHostUserInterface
    {
        private readonly StringBuilder sink;
        private readonly BootRawUserInterface raw = new BootRawUserInterface();

        public BootUserInterface(StringBuilder sink) { this.sink = sink; }

        public override PSHostRawUserInterface RawUI { get { return raw; } }
        public override bool SupportsVirtualTerminal { get { return false; } }
        public override void Write(string value) { sink.Append(value); }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { sink.Append(value); }
        public override void WriteLine(string value) { sink.Append(value).Append('\n'); }
        public override void WriteErrorLine(string value) { sink.Append(value).Append('\n'); }
        public override void WriteDebugLine(string value) { sink.Append("DEBUG: ").Append(value).Append('\n'); }
        public override void WriteVerboseLine(string value) { sink.Append("VERBOSE: ").Append(value).Append('\n'); }
        public override void WriteWarningLine(string value) { sink.Append("WARNING: ").Append(value).Append('\n'); }
        public override void WriteProgress(long sourceId, ProgressRecord record) { }
        public override string ReadLine() { throw NonInteractive(); }
        public override SecureString ReadLineAsSecureString() { throw NonInteractive(); }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw NonInteractive(); }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { throw NonInteractive(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw NonInteractive(); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { throw NonInteractive(); }

        private static Exception NonInteractive()
        {
            return new PSInvalidOperationException("Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
        }
    }

    public sealed class BootRawUserInterface : PSHostRawUserInterface
    {
        public override ConsoleColor ForegroundColor { get; set; }
        public override ConsoleColor BackgroundColor { get; set; }
        public override Coordinates CursorPosition { get; set; }
        public override Coordinates WindowPosition { get; set; }
        public override int CursorSize { get; set; }
        public override Size BufferSize { get { return new Size(120, 50); } set { } }
        public override Size WindowSize { get { return new Size(120, 50); } set { } }
        public override Size MaxWindowSize { get { return new Size(120, 50); } }
        public override Size MaxPhysicalWindowSize { get { return new Size(120, 50); } }
        public override bool KeyAvailable { get { return false; } }
        public override string WindowTitle { get; set; }
        public override KeyInfo ReadKey(ReadKeyOptions options) { throw new PSNotSupportedException(); }
        public override void FlushInputBuffer() { }
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) { return new BufferCell[0, 0]; }
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }
    }

    // Drive C: is a folder. Windows finds a file whatever the case of its name; the folder's file system may not.
    public static class Drive
    {
        public static string Shadow { get { return Path.Combine(Path.GetDirectoryName(Machine.Root), "gated"); } }

        public static bool IsWindowsPath(string path)
        {
            return path.Length >= 2 && char.IsLetter(path[0]) && path[1] == ':';
        }

        // The file or folder behind an absolute path of drive C:, in the case it was made with.
        public static string Real(string path)
        {
            if (path.StartsWith(@"\\?\", StringComparison.Ordinal)) path = path.Substring(4);
            if (path.StartsWith("FileSystem::", StringComparison.OrdinalIgnoreCase)) path = path.Substring(12);
            if (path.StartsWith("Microsoft.PowerShell.Core\\FileSystem::", StringComparison.OrdinalIgnoreCase)) path = path.Substring(38);
            if (path.StartsWith(Machine.Root, StringComparison.Ordinal)) return path;
            if (!IsWindowsPath(path)) throw Machine.Refuse("the file " + path + " is not on a drive of the machine");
            if (char.ToUpperInvariant(path[0]) != 'C') throw new System.IO.DriveNotFoundException("Cannot find drive. A drive with the name '" + path[0] + "' does not exist.");
            string real = Machine.Root;
            foreach (string part in path.Substring(2).Split(new[] { '\\', '/' }, StringSplitOptions.RemoveEmptyEntries))
            {
                if (part == ".") continue;
                if (part == "..") { if (real != Machine.Root) real = Path.GetDirectoryName(real); continue; }
                real = Path.Combine(real, Known(real, part));
            }
            return real;
        }

        private static string Known(string folder, string name)
        {
            if (name.IndexOfAny(new[] { '*', '?', '[' }) >= 0 || !Directory.Exists(folder)) return name;
            if (File.Exists(Path.Combine(folder, name)) || Directory.Exists(Path.Combine(folder, name))) return name;
            foreach (string entry in Directory.EnumerateFileSystemEntries(folder))
            {
                string known = Path.GetFileName(entry);
                if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) return known;
            }
            return name;
        }

        // The path as the machine shows it.
        public static string Shown(string real)
        {
            string path = real.StartsWith(Shadow, StringComparison.Ordinal) ? real.Substring(Shadow.Length)
                : real.StartsWith(Machine.Root, StringComparison.Ordinal) ? real.Substring(Machine.Root.Length) : null;
            return path == null ? real : @"C:" + (path.Length == 0 ? @"\" : path.Replace('/', '\\'));
        }

        // Every such path in a text that the machine prints.
        public static string ShownText(string text)
        {
            foreach (string root in new[] { Shadow, Machine.Root })
            {
                int at;
                while ((at = text.IndexOf(root, StringComparison.Ordinal)) >= 0)
                {
                    int end = at + root.Length;
                    while (end < text.Length && "\r\n\t'\"<>|*:;,)".IndexOf(text[end]) < 0 && !(text[end] == ' ' && text[end - 1] == '.')) end++;
                    text = text.Substring(0, at) + "C:" + text.Substring(at + root.Length, end - at - root.Length).Replace('/', '\\') + text.Substring(end);
                }
            }
            return text;
        }
    }

    public static class SimulatedEnvironment
    {
        public static string NewLine { get { return "\r\n"; } }
        public static string MachineName { get { return (string) Machine.State["ComputerName"]; } }
        public static string UserName { get { return "SYSTEM"; } }
        public static string UserDomainName { get { return "NT AUTHORITY"; } }
        public static bool Is64BitOperatingSystem { get { return true; } }
        public static bool Is64BitProcess { get { return true; } }
        public static int ProcessorCount { get { return 4; } }
        public static bool UserInteractive { get { return false; } }
        public static string SystemDirectory { get { return @"C:\Windows\system32"; } }
        public static OperatingSystem OSVersion { get { return new OperatingSystem(PlatformID.Win32NT, (Version) Machine.State["Version"]); } }

        public static string GetEnvironmentVariable(string name) { return GetEnvironmentVariable(name, EnvironmentVariableTarget.Process); }

        public static string GetEnvironmentVariable(string name, EnvironmentVariableTarget target)
        {
            if (target == EnvironmentVariableTarget.Process) return Environment.GetEnvironmentVariable(ProcessName(name));
            return (string) Stored(target)[name];
        }

        public static void SetEnvironmentVariable(string name, string value) { SetEnvironmentVariable(name, value, EnvironmentVariableTarget.Process); }

        public static void SetEnvironmentVariable(string name, string value, EnvironmentVariableTarget target)
        {
            if (string.IsNullOrEmpty(name)) throw new ArgumentException("String cannot be of zero length.\r\nParameter name: variable");
            if (target == EnvironmentVariableTarget.Process)
            {
                Environment.SetEnvironmentVariable(ProcessName(name), value);
                return;
            }
            var stored = Stored(target);
            if (string.IsNullOrEmpty(value))
            {
                if (!stored.Contains(name)) return;
                stored.Remove(name);
            }
            else
            {
                if (value.Equals(stored[name])) return;
                stored[name] = value;
            }
            Machine.Change("environment " + target + " " + name + "=" + value);
        }

        public static string ExpandEnvironmentVariables(string text)
        {
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                text = System.Text.RegularExpressions.Regex.Replace(text, "%" + System.Text.RegularExpressions.Regex.Escape((string) variable.Key) + "%",
                    ((string) variable.Value).Replace("$", "$$"), System.Text.RegularExpressions.RegexOptions.IgnoreCase);
            }
            return text;
        }

        public static string GetFolderPath(Environment.SpecialFolder folder)
        {
            switch (folder)
            {
                case Environment.SpecialFolder.CommonApplicationData: return @"C:\ProgramData";
                case Environment.SpecialFolder.ProgramFiles: return @"C:\Program Files";
                case Environment.SpecialFolder.System: return @"C:\Windows\system32";
                case Environment.SpecialFolder.Windows: return @"C:\Windows";
                default: throw Machine.Refuse("[Environment]::GetFolderPath('" + folder + "') is not simulated");
            }
        }

        public static void Exit(int code) { throw Machine.Refuse("[Environment]::Exit is not simulated; use exit"); }

        // Windows finds a variable whatever the case of its name.
        public static string ProcessName(string name)
        {
            foreach (string known in Environment.GetEnvironmentVariables().Keys)
            {
                if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) return known;
            }
            return name;
        }

        private static IDictionary Stored(EnvironmentVariableTarget target)
        {
            return (IDictionary) Machine.State[target == EnvironmentVariableTarget.Machine ? "Environment" : "UserEnvironment"];
        }

        public static Hashtable Snapshot()
        {
            return new Hashtable(Environment.GetEnvironmentVariables());
        }

        public static void Restore(IDictionary variables)
        {
            // Linux keeps PATH and Path apart.
            var names = new HashSet<string>(variables.Keys.Cast<string>(), StringComparer.Ordinal);
            foreach (string name in Environment.GetEnvironmentVariables().Keys)
            {
                if (!names.Contains(name)) Environment.SetEnvironmentVariable(name, null);
            }
            foreach (DictionaryEntry variable in variables)
            {
                Environment.SetEnvironmentVariable((string) variable.Key, (string) variable.Value);
            }
        }
    }

    public static class SimulatedDateTime
    {
        public static DateTime Now { get { return Clock.Now; } }
        public static DateTime UtcNow { get { return Clock.UtcNow; } }
        public static DateTime Today { get { return Clock.Now.Date; } }
    }

    public static class SimulatedFile
    {
        public static bool Exists(string path) { return path != null && File.Exists(Drive.Real(path)); }
        public static string ReadAllText(string path) { return File.ReadAllText(Drive.Real(path)); }
        public static string ReadAllText(string path, Encoding encoding) { return File.ReadAllText(Drive.Real(path), encoding); }
        public static string[] ReadAllLines(string path) { return File.ReadAllLines(Drive.Real(path)); }
        public static byte[] ReadAllBytes(string path) { return File.ReadAllBytes(Drive.Real(path)); }
        public static void WriteAllText(string path, string text) { Written(path); File.WriteAllText(Drive.Real(path), text); }
        public static void WriteAllText(string path, string text, Encoding encoding) { Written(path); File.WriteAllText(Drive.Real(path), text, encoding); }
        public static void WriteAllLines(string path, IEnumerable<string> lines) { Written(path); File.WriteAllText(Drive.Real(path), string.Concat(lines.Select(line => line + "\r\n"))); }
        public static void WriteAllLines(string path, IEnumerable<string> lines, Encoding encoding) { Written(path); File.WriteAllText(Drive.Real(path), string.Concat(lines.Select(line => line + "\r\n")), encoding); }
        public static void WriteAllBytes(string path, byte[] bytes) { Written(path); File.WriteAllBytes(Drive.Real(path), bytes); }
        public static void AppendAllText(string path, string text) { Written(path); File.AppendAllText(Drive.Real(path), text); }
        public static void AppendAllText(string path, string text, Encoding encoding) { Written(path); File.AppendAllText(Drive.Real(path), text, encoding); }
        public static void Delete(string path) { Written(path); File.Delete(Drive.Real(path)); }
        public static void Copy(string from, string to) { Copy(from, to, false); }
        public static void Copy(string from, string to, bool overwrite) { Written(to); File.Copy(Drive.Real(from), Drive.Real(to), overwrite); }
        public static void Move(string from, string to) { Written(to); File.Move(Drive.Real(from), Drive.Real(to)); }

        private static void Written(string path) { Machine.Change("file " + path); }
    }

    public static class SimulatedDirectory
    {
        public static bool Exists(string path) { return path != null && Directory.Exists(Drive.Real(path)); }
        public static DirectoryInfo CreateDirectory(string path) { return Directory.CreateDirectory(Drive.Real(path)); }
        public static void Delete(string path) { Directory.Delete(Drive.Real(path)); }
        public static void Delete(string path, bool recursive) { Directory.Delete(Drive.Real(path), recursive); }
        public static string[] GetFiles(string path) { return GetFiles(path, "*"); }
        public static string[] GetFiles(string path, string pattern) { return Directory.GetFiles(Drive.Real(path), pattern).Select(Drive.Shown).OrderBy(name => name, StringComparer.OrdinalIgnoreCase).ToArray(); }
        public static string[] GetDirectories(string path) { return Directory.GetDirectories(Drive.Real(path)).Select(Drive.Shown).OrderBy(name => name, StringComparer.OrdinalIgnoreCase).ToArray(); }
    }

    public static class SimulatedPath
    {
        public static string Combine(string first, string second) { return Combine(new[] { first, second }); }
        public static string Combine(string first, string second, string third) { return Combine(new[] { first, second, third }); }
        public static string Combine(params string[] parts)
        {
            string path = "";
            foreach (string part in parts)
            {
                if (part.Length == 0) continue;
                if (IsPathRooted(part)) path = part;
                else path = path.Length == 0 || path.EndsWith(@"\") || path.EndsWith(":") ? path + part : path + @"\" + part;
            }
            return path;
        }
        public static bool IsPathRooted(string path) { return path.StartsWith(@"\") || path.StartsWith("/") || Drive.IsWindowsPath(path); }
        public static string GetFileName(string path) { return path.Substring(path.LastIndexOfAny(new[] { '\\', '/', ':' }) + 1); }
        public static string GetFileNameWithoutExtension(string path) { return Path.GetFileNameWithoutExtension(GetFileName(path)); }
        public static string GetExtension(string path) { return Path.GetExtension(GetFileName(path)); }
        public static string GetDirectoryName(string path)
        {
            int at = path.LastIndexOfAny(new[] { '\\', '/' });
            return at < 0 ? "" : at == 2 ? path.Substring(0, 3) : path.Substring(0, at);
        }
        public static string GetTempPath() { return @"C:\Windows\TEMP\"; }
        public static string GetTempFileName()
        {
            string path = GetTempPath() + "tmp" + (Directory.GetFiles(Drive.Real(GetTempPath())).Length + 1).ToString("X4", CultureInfo.InvariantCulture) + ".tmp";
            File.WriteAllText(Drive.Real(path), "");
            return path;
        }
        public static string ChangeExtension(string path, string extension) { return Path.ChangeExtension(path, extension); }
        public static string GetRandomFileName() { return Path.GetRandomFileName(); }
    }

    // Text that a script turns into a script goes through the same gate.
    public static class SimulatedScriptBlock
    {
        public static ScriptBlock Create(string text) { return ScriptBlock.Create(Gate.Pass(text, null)); }
    }

    public static class SimulatedParser
    {
        public static ScriptBlockAst ParseFile(string path, out Token[] tokens, out ParseError[] errors)
        {
            return ParseInput(File.ReadAllText(Drive.Real(path)), path, out tokens, out errors);
        }

        public static ScriptBlockAst ParseInput(string text, out Token[] tokens, out ParseError[] errors)
        {
            return ParseInput(text, null, out tokens, out errors);
        }

        public static ScriptBlockAst ParseInput(string text, string file, out Token[] tokens, out ParseError[] errors)
        {
            return Parser.ParseInput(Gate.Pass(text, file), file, out tokens, out errors);
        }
    }

    // As System.ServiceProcess.ServiceController: a picture of a service, which Refresh and the waits renew.
    public sealed class ServiceController
    {
        private readonly Hashtable service;

        public ServiceController(Hashtable service)
        {
            this.service = service;
            Refresh();
        }

        public string Name { get { return (string) service["Name"]; } }
        public string ServiceName { get { return Name; } }
        public string DisplayName { get { return (string) service["DisplayName"] ?? Name; } }
        public string StartType { get { return (string) service["StartType"]; } }
        public string Status { get; private set; }
        public bool CanStop { get { return Status == "Running"; } }

        public void Refresh() { Status = (string) service["Status"]; }

        public void WaitForStatus(string status)
        {
            while ((string) service["Status"] != status)
            {
                Clock.AdvanceToNext();
            }
            Refresh();
        }

        public void WaitForStatus(string status, TimeSpan timeout)
        {
            DateTime end = Clock.UtcNow + timeout;
            while ((string) service["Status"] != status)
            {
                if (Clock.UtcNow >= end) throw new TimeoutException("Time out has expired and the operation has not been completed.");
                if (Clock.IsDueBefore(end)) Clock.AdvanceToNext(); else Clock.AdvanceTo(end);
            }
            Refresh();
        }

        public override string ToString() { return Name; }
    }
}
