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

        // Where the simulation was compiled to.
        public static string Built;
        public static Hashtable State;
        public static string Fault;
        public static readonly List<string> Changes = new List<string>();
        public static readonly StringBuilder Output = new StringBuilder();
        public static readonly HashSet<string> Missing = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        public static readonly List<Transcript> Transcripts = new List<Transcript>();

        // A loop that never sleeps would never end, since only sleeping costs time.
        public const int MaxCommands = 10000;
        private static int commands;
        private static int seeds;

        public static void Reset(string root, Hashtable state)
        {
            Root = root;
            State = state;
            Fault = null;
            Changes.Clear();
            Output.Clear();
            Missing.Clear();
            Gate.Own.Clear();
            Transcripts.Clear();
            commands = 0;
            seeds = 0;
            Clock.Reset();
            ProcessInfo.Stack.Clear();
            Directory.CreateDirectory(root);
        }

        public static SimulationFault Refuse(string message)
        {
            string line = (Root == null ? message : Drive.ShownText(message)).Replace("\r", "").Replace("\n", " ");
            if (Fault == null) Fault = line;
            return new SimulationFault(line);
        }

        public static SimulationFault RefuseHere(string message)
        {
            string place = ProcessInfo.Stack.Count == 0 ? null : ProcessRunner.Place(ProcessInfo.Stack.Peek().Runspace);
            return Refuse(place == null ? message : place + ": " + message);
        }

        // What every simulated command begins with.
        public static void Enter()
        {
            if (++commands > MaxCommands)
            {
                RefuseHere("more than " + MaxCommands + " commands while no time passed: a loop that does not wait");
            }
        }

        public static void TimePassed() { commands = 0; }

        // Random values are other ones each time they are asked for, and the same ones in each trial.
        public static int NextSeed() { return ++seeds; }

        public static bool IsMissing(string name)
        {
            return Missing.Contains(name) || Missing.Contains(name + ".exe");
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

        // No boot takes that long: what still waits then waits for ever.
        public const int MaxHours = 6;
        public static DateTime End { get; private set; }

        // An instance in EC2 has the time zone UTC unless somebody changes it.
        public static DateTime Now { get { return DateTime.SpecifyKind(UtcNow, DateTimeKind.Local); } }

        public static void Reset()
        {
            UtcNow = Start;
            End = Start.AddHours(MaxHours);
            Due.Clear();
        }

        public static void Bound() { End = UtcNow.AddHours(MaxHours); }

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
            if (until > End)
            {
                until = End;
                limit = DateTime.MaxValue;
            }
            if (until > UtcNow) Machine.TimePassed();
            while (Due.Count > 0 && Due[0].Key <= until)
            {
                var next = Due[0];
                Due.RemoveAt(0);
                if (next.Key > UtcNow) UtcNow = next.Key;
                ScriptBlock.Create("param($event) Complete-DueEvent $event").Invoke(next.Value);
            }
            if (until > UtcNow) UtcNow = until;
            if (end > until && until == End) throw Machine.RefuseHere("waits for more than " + MaxHours + " hours");
            if (end > limit) ProcessInfo.CutOff();
        }
    }

    // A process of the simulated machine: a runspace of this one.
    public sealed class ProcessInfo
    {
        public static readonly Stack<ProcessInfo> Stack = new Stack<ProcessInfo>();

        public DateTime Deadline = DateTime.MaxValue;
        public bool IsCutOff;
        public bool IsStopped;
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

        // `Get-Command` looks for a command that need not be there.
        public static bool IsAsking;

        // What Windows PowerShell 5.1 has, simulated or not.
        public static readonly HashSet<string> Known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        // The line that a process is at.
        public static string Place(Runspace runspace)
        {
            try
            {
                foreach (CallStackFrame frame in runspace.Debugger.GetCallStack())
                {
                    string file = frame.Position == null ? null : frame.Position.File;
                    if (string.IsNullOrEmpty(file) || file.EndsWith("Simulation.psm1", StringComparison.Ordinal)) continue;
                    return Drive.Shown(file) + ":" + frame.Position.StartLineNumber;
                }
            }
            catch (Exception e) when (e is InvalidOperationException || e is NullReferenceException || e is ArgumentException)
            {
                // Another thread is at work on it.
            }
            return null;
        }

        private static readonly System.Reflection.FieldInfo Value = typeof(PSVariable).GetField("_value", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance);

        // What the engine says of itself is constant: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_automatic_variables?view=powershell-5.1
        private static void BecomeDesktop(Runspace runspace)
        {
            var release = (Version) Machine.State["Version"];
            var version = new Version(5, 1, release.Build, 2227);
            var table = new Hashtable(StringComparer.OrdinalIgnoreCase)
            {
                { "PSVersion", version }, { "PSEdition", "Desktop" }, { "BuildVersion", new Version(10, 0, release.Build, 2227) }, { "CLRVersion", new Version(4, 0, 30319, 42000) },
                { "WSManStackVersion", new Version(3, 0) }, { "PSRemotingProtocolVersion", new Version(2, 3) }, { "SerializationVersion", new Version(1, 1, 0, 1) },
                { "PSCompatibleVersions", new[] { new Version(1, 0), new Version(2, 0), new Version(3, 0), new Version(4, 0), new Version(5, 0), version } },
            };
            var values = new Dictionary<string, object>
            {
                { "PSVersionTable", new Table(table) }, { "PSEdition", "Desktop" }, { "PSHOME", @"C:\Windows\System32\WindowsPowerShell\v1.0" }, { "HOME", @"C:\Windows\system32\config\systemprofile" }, { "PID", 4242 },
            };
            foreach (var one in values)
            {
                PSVariable variable = runspace.SessionStateProxy.PSVariable.Get(one.Key);
                if (variable != null) Value.SetValue(variable, one.Value);
            }
        }

        // Hears of each unknown command, even where the script catches the error.
        private static void RefuseUnknown(Runspace runspace, CommandLookupEventArgs lookup)
        {
            if (IsAsking) return;
            string name = lookup.CommandName;
            // The engine asks a second time for what might stand for it.
            if (name.StartsWith("get-", StringComparison.Ordinal) && !Known.Contains(name)) name = name.Substring(4);
            if (Machine.IsMissing(name) || Drive.IsAbsent(name)) return;
            string place = Place(runspace);
            // A program by its bare name.
            var resolved = ScriptBlock.Create("param($name) Resolve-Invocation $name").Invoke(name);
            var program = resolved.Count == 1 ? resolved[0].BaseObject as ScriptBlock : null;
            if (program != null || Machine.Fault != null)
            {
                lookup.CommandScriptBlock = program ?? ScriptBlock.Create("exit 125");
                lookup.StopSearch = true;
                return;
            }
            Machine.Refuse((place == null ? "" : place + ": ") + (Known.Contains(name) ? "the command " + name + " is not simulated"
                : "nobody knows the command " + name + "; where the machine lacks it too, the scenario says so (Missing)"));
            lookup.CommandScriptBlock = ScriptBlock.Create("exit 125");
            lookup.StopSearch = true;
        }

        // Runs a script as powershell.exe -File does. With no sink, what it writes is the machine's own output.
        public static ProcessResult Run(string text, string file, IDictionary named, object[] values, StringBuilder sink, DateTime deadline, bool printsFailure = true)
        {
            var environment = SimulatedEnvironment.Snapshot();
            var result = new ProcessResult();
            var host = new BootHost(sink ?? Machine.Output);
            int transcripts = Machine.Transcripts.Count;
            try
            {
                return RunIn(result, host, text, file, named, values, environment, deadline, printsFailure);
            }
            finally
            {
                // They are whole when the process has ended.
                for (int i = transcripts; i < Machine.Transcripts.Count; i++) Transcript.Mend(Machine.Transcripts[i].Real);
            }
        }

        private static Runspace system;

        public static bool HasProgramFailed;

        // `$?` behind a program tells of its exit code; the engine itself sets it for real programs only.
        public static void EndProgram(EngineIntrinsics engine)
        {
            if (!HasProgramFailed) return;
            object context = typeof(EngineIntrinsics).GetField("_context", Hidden).GetValue(engine);
            object pipeline = Property(Property(Property(context, "CurrentCommandProcessor"), "CommandRuntime"), "PipelineProcessor");
            pipeline.GetType().GetProperty("ExecutionFailed", Hidden).SetValue(pipeline, true);
        }

        private const System.Reflection.BindingFlags Hidden = System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance;

        private static object Property(object of, string property) { return of.GetType().GetProperty(property, Hidden).GetValue(of); }

        // A method that an object of ours lacks is the simulation's fault, also where the script caught the error.
        private static void RefuseMissingMethods(Runspace runspace)
        {
            var errors = runspace.SessionStateProxy.GetVariable("Error") as IEnumerable;
            if (errors == null) return;
            foreach (object one in errors)
            {
                var error = one as ErrorRecord;
                if (error == null || !error.FullyQualifiedErrorId.StartsWith("MethodNotFound", StringComparison.Ordinal)) continue;
                string message = error.Exception.Message;
                if (message.IndexOf("PSCustomObject]", StringComparison.Ordinal) < 0 && message.IndexOf("[Mullion.Boot.", StringComparison.Ordinal) < 0) continue;
                string file = error.InvocationInfo == null || string.IsNullOrEmpty(error.InvocationInfo.ScriptName) ? "" : Drive.Shown(error.InvocationInfo.ScriptName) + ":" + error.InvocationInfo.ScriptLineNumber + ": ";
                Machine.Refuse(file + message);
            }
        }

        // Windows itself: one runspace for all boots, since opening one takes a third of a trial's time.
        public static ProcessResult RunSystem(string command)
        {
            var environment = SimulatedEnvironment.Snapshot();
            var host = new BootHost(new StringBuilder());
            var result = new ProcessResult();
            if (system == null)
            {
                system = Open(host, environment);
            }
            var process = new ProcessInfo { Runspace = system, Host = host };
            ProcessInfo.Stack.Push(process);
            Watchdog.Watch(process);
            try
            {
                using (var shell = PowerShell.Create())
                {
                    shell.Runspace = system;
                    process.Pipeline = shell;
                    shell.AddScript("Use-Machine; " + command, true);
                    shell.Invoke();
                }
            }
            catch (RuntimeException e)
            {
                result.Failure = e.ErrorRecord;
                result.ExitCode = 1;
            }
            finally
            {
                ProcessInfo.Stack.Pop();
                Watchdog.Forget(process);
                SimulatedEnvironment.Restore(environment);
                if (Machine.Fault != null)
                {
                    system.Dispose();
                    system = null;
                }
            }
            return result;
        }

        // A session of its own on this thread, which hears of each name that nobody knows.
        private static Runspace Open(BootHost host, IDictionary environment)
        {
            Runspace runspace = RunspaceFactory.CreateRunspace(host, Session);
            runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
            runspace.Open();
            // Opening one writes paths of the real machine.
            SimulatedEnvironment.Restore(environment);
            runspace.SessionStateProxy.InvokeCommand.CommandNotFoundAction = (sender, lookup) => RefuseUnknown(runspace, lookup);
            return runspace;
        }

        private static ProcessResult RunIn(ProcessResult result, BootHost host, string text, string file, IDictionary named, object[] values, IDictionary environment, DateTime deadline, bool printsFailure)
        {
            using (var runspace = Open(host, environment))
            {
                BecomeDesktop(runspace);
                var process = new ProcessInfo { Deadline = deadline, Runspace = runspace, Host = host };
                ProcessInfo.Stack.Push(process);
                Watchdog.Watch(process);
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
                    if (!string.IsNullOrEmpty(file)) host.NameScript(text.Replace("\r\n", "\n"), file);
                    RefuseMissingMethods(runspace);
                    result.IsCutOff = process.IsCutOff;
                    return result;
                }
                finally
                {
                    ProcessInfo.Stack.Pop();
                    Watchdog.Forget(process);
                    SimulatedEnvironment.Restore(environment);
                }
            }
        }
    }

    // Ends what neither waits nor calls a command, and what waits for something that is not simulated.
    public static class Watchdog
    {
        private const double ProcessorSeconds = 10;
        private const double RealSeconds = 240;
        private static readonly List<ProcessInfo> Watched = new List<ProcessInfo>();
        private static readonly System.Threading.Timer Timer = new System.Threading.Timer(Look, null, 200, 200);
        private static TimeSpan processor;
        private static DateTime began;

        public static void Watch(ProcessInfo process)
        {
            lock (Watched)
            {
                if (Watched.Count == 0)
                {
                    processor = Processor();
                    began = DateTime.UtcNow;
                }
                Watched.Add(process);
            }
        }

        public static void Forget(ProcessInfo process)
        {
            lock (Watched) Watched.Remove(process);
        }

        private const int MaxCalls = 1000;

        private static int Depth(Runspace runspace)
        {
            try
            {
                return runspace == null ? 0 : runspace.Debugger.GetCallStack().Count();
            }
            catch (Exception e) when (e is InvalidOperationException || e is NullReferenceException || e is ArgumentException)
            {
                // Another thread is at work on it.
                return 0;
            }
        }

        private static TimeSpan Processor() { return System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime; }

        private static void Look(object nothing)
        {
            ProcessInfo[] all;
            lock (Watched) all = Watched.ToArray();
            if (all.Length == 0) return;
            double busy = (Processor() - processor).TotalSeconds;
            double seconds = (DateTime.UtcNow - began).TotalSeconds;
            // Windows PowerShell gives up there by itself, and unwinding many more takes longer than a trial.
            bool isDeep = Depth(all[all.Length - 1].Runspace) > MaxCalls;
            if (!isDeep && busy < ProcessorSeconds && seconds < RealSeconds) return;
            if (busy > 3 * ProcessorSeconds || seconds > 2 * RealSeconds)
            {
                Console.Error.WriteLine("the simulation can not tell: " + Machine.Fault);
                System.Environment.Exit(125);
            }
            if (Machine.Fault != null && all[0].IsStopped) return;
            string place = ProcessRunner.Place(all[all.Length - 1].Runspace);
            Machine.Refuse((place == null ? "" : place + ": ") + (isDeep ? "more than " + MaxCalls + " calls within each other" : "still runs after " + (busy < ProcessorSeconds ? RealSeconds + " seconds" : ProcessorSeconds + " seconds of the processor") + ": a loop that does not wait"));
            for (int i = all.Length - 1; i >= 0; i--)
            {
                all[i].IsStopped = true;
                try { all[i].Pipeline?.BeginStop(null, null); } catch (ObjectDisposedException) { }
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

        // `Write-Error` names the script that calls it, which the engine knows by its text alone.
        internal void NameScript(string text, string file)
        {
            ui.Replace(text.TrimEnd() + "\n : ", file + " : ");
            ui.Replace(text + " : ", file + " : ");
        }

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
        private static readonly System.Text.RegularExpressions.Regex Colours = new System.Text.RegularExpressions.Regex("\u001b\\[[0-9;]*m");
        private readonly StringBuilder sink;
        private readonly BootRawUserInterface raw = new BootRawUserInterface();

        public BootUserInterface(StringBuilder sink) { this.sink = sink; }

        internal void Replace(string text, string by) { sink.Replace(text, by); }

        public override PSHostRawUserInterface RawUI { get { return raw; } }
        public override bool SupportsVirtualTerminal { get { return false; } }
        public override void Write(string value)
        {
            if (Machine.Fault != null) return;
            sink.Append(Colours.Replace(value, ""));
        }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { Write(value); }
        public override void WriteLine(string value) { Write(value + "\n"); }
        public override void WriteErrorLine(string value) { WriteLine(value); }
        public override void WriteDebugLine(string value) { WriteLine("DEBUG: " + value); }
        public override void WriteVerboseLine(string value) { WriteLine("VERBOSE: " + value); }
        public override void WriteWarningLine(string value) { WriteLine("WARNING: " + value); }
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
            if (path.StartsWith("/", StringComparison.Ordinal)) throw Machine.RefuseHere("the path " + path + " is one of Linux");
            if (!IsWindowsPath(path)) throw Machine.RefuseHere("the file " + path + " is not on a drive of the machine");
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

        // A file of a folder, by a name that stands there in another case perhaps.
        public static string Child(string folder, string name) { return Path.Combine(folder, Known(folder, name)); }

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

        public static void WriteBytes(string real, byte[] bytes)
        {
            File.WriteAllBytes(real, bytes);
            Touch(real);
        }

        // Files bear the simulated time.
        public static void Touch(string real) { File.SetLastWriteTimeUtc(real, Clock.UtcNow); }

        public static DateTime Written(string real)
        {
            DateTime written = File.GetLastWriteTimeUtc(real);
            return DateTime.SpecifyKind(written > Clock.UtcNow ? Clock.UtcNow : written, DateTimeKind.Local);
        }

        // What the scenario did not put there fails as on the machine; of Windows' own folder nobody knows all.
        public static bool IsAbsent(string name)
        {
            return IsWindowsPath(name) && !name.StartsWith(@"C:\Windows\", StringComparison.OrdinalIgnoreCase) && !File.Exists(Real(name));
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
            if (Machine.Built != null) text = text.Replace(Machine.Built + "/Simulation.psm1", "the simulation");
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

    public static class SimulatedThread
    {
        public static void Sleep(int milliseconds) { Clock.Advance(milliseconds / 1000.0); }
        public static void Sleep(TimeSpan time) { Clock.Advance(time.TotalSeconds); }
    }

    // User data runs as SYSTEM, or as an administrator.
    public sealed class SimulatedIdentity
    {
        public static SimulatedIdentity GetCurrent() { return new SimulatedIdentity(); }
        public string Name { get { return @"NT AUTHORITY\SYSTEM"; } }
        public bool IsSystem { get { return true; } }
        public bool IsAuthenticated { get { return true; } }
    }

    public sealed class SimulatedPrincipal
    {
        private readonly SimulatedIdentity identity;

        public SimulatedPrincipal(SimulatedIdentity identity) { this.identity = identity; }

        public SimulatedIdentity Identity { get { return identity; } }
        public bool IsInRole(object role) { return true; }
    }

    public static class SimulatedGuid
    {
        public static Guid NewGuid() { return new Guid(Machine.NextSeed(), 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1); }
    }

    public sealed class SimulatedRandom : Random
    {
        public SimulatedRandom() : base(Machine.NextSeed()) { }
        public SimulatedRandom(int seed) : base(seed) { }
    }

    public sealed class SimulatedStopwatch
    {
        private DateTime? began;
        private TimeSpan before;

        public static SimulatedStopwatch StartNew()
        {
            var watch = new SimulatedStopwatch();
            watch.Start();
            return watch;
        }

        public bool IsRunning { get { return began != null; } }
        public TimeSpan Elapsed { get { return began == null ? before : before + (Clock.UtcNow - began.Value); } }
        public long ElapsedMilliseconds { get { return (long) Elapsed.TotalMilliseconds; } }
        public void Start() { if (began == null) began = Clock.UtcNow; }
        public void Stop() { before = Elapsed; began = null; }
        public void Reset() { before = TimeSpan.Zero; began = null; }
        public void Restart() { Reset(); Start(); }
    }

    public static class SimulatedConsole
    {
        public static Encoding OutputEncoding { get; set; } = Encoding.Latin1;
        public static Encoding InputEncoding { get; set; } = Encoding.Latin1;
        public static void WriteLine(object value) { Write(value + "\n"); }
        public static void Write(object value) { ProcessInfo.Stack.Peek().Host.UI.Write("" + value); }
    }

    // The one that an instance of EC2 has.
    public sealed class SimulatedSerialPort
    {
        private readonly string name;

        public SimulatedSerialPort(string portName) { name = portName; }

        public int WriteTimeout { get; set; } = -1;
        public bool IsOpen { get; private set; }

        public void Open()
        {
            if (!"COM1".Equals(name, StringComparison.OrdinalIgnoreCase)) throw new IOException("The port '" + name + "' does not exist.");
            if (true.Equals(Machine.State["SerialConsoleInUse"])) throw new UnauthorizedAccessException("Access to the port '" + name + "' is denied.");
            IsOpen = true;
        }

        public void WriteLine(string text)
        {
            if (!IsOpen) throw new InvalidOperationException("The port is closed.");
            ((IList) Machine.State["SerialConsole"]).Add(text);
        }

        public void Close() { IsOpen = false; }
    }

    // A table literal of a script. One of .NET shows its entries in another order in each process, this one by name.
    public sealed class Table : Hashtable
    {
        public Table(IDictionary entries) : base(StringComparer.OrdinalIgnoreCase)
        {
            foreach (DictionaryEntry entry in entries) this[entry.Key] = entry.Value;
        }

        public override ICollection Keys { get { return Names(); } }
        public override ICollection Values { get { return Names().Select(name => this[name]).ToList(); } }
        public override IDictionaryEnumerator GetEnumerator() { return new Entries(this, Names()); }
        public override object Clone() { return new Table(this); }

        private List<object> Names() { return base.Keys.Cast<object>().OrderBy(name => "" + name, StringComparer.OrdinalIgnoreCase).ToList(); }

        private sealed class Entries : IDictionaryEnumerator
        {
            private readonly Table table;
            private readonly List<object> names;
            private int at = -1;

            internal Entries(Table table, List<object> names)
            {
                this.table = table;
                this.names = names;
            }

            public object Key { get { return names[at]; } }
            public object Value { get { return table[names[at]]; } }
            public DictionaryEntry Entry { get { return new DictionaryEntry(Key, Value); } }
            public object Current { get { return Entry; } }
            public bool MoveNext() { return ++at < names.Count; }
            public void Reset() { at = -1; }
        }
    }

    // What PowerShell writes of itself at the head of a transcript is of the real machine.
    public sealed class Transcript
    {
        private static readonly System.Text.RegularExpressions.Regex Head = new System.Text.RegularExpressions.Regex(
            @"\*{22}\r?\nPowerShell transcript start\r?\nStart time: \d+\r?\n(?:(?!\*{22}).*\r?\n)*\*{22}\r?\n");
        private static readonly System.Text.RegularExpressions.Regex Foot = new System.Text.RegularExpressions.Regex(
            @"\*{22}\r?\nPowerShell transcript end\r?\nEnd time: \d+\r?\n\*{22}\r?\n");

        public string Real;
        public DateTime Began;
        public bool IsEnded;

        public static void Mend(string real)
        {
            if (!File.Exists(real)) return;
            string text = File.ReadAllText(real);
            Transcript last = null;
            foreach (Transcript one in Machine.Transcripts) if (one.Real == real) last = one;
            if (last == null) return;
            string name = SimulatedEnvironment.MachineName;
            string mended = Head.Replace(text, "**********************\r\nWindows PowerShell transcript start\r\nStart time: " + last.Began.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)
                + "\r\nUsername: WORKGROUP\\SYSTEM\r\nRunAs User: WORKGROUP\\SYSTEM\r\nConfiguration Name: \r\nMachine: " + name + " (" + SimulatedEnvironment.OSVersion
                + ")\r\nHost Application: powershell.exe\r\nProcess ID: 4242\r\nPSVersion: 5.1.20348.2227\r\n**********************\r\n");
            mended = Foot.Replace(mended, "**********************\r\nWindows PowerShell transcript end\r\nEnd time: " + Clock.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "\r\n**********************\r\n");
            if (mended != text) File.WriteAllText(real, mended);
            Drive.Touch(real);
        }
    }

    public static class SimulatedFile
    {
        public static bool Exists(string path) { return path != null && File.Exists(Drive.Real(path)); }
        public static string ReadAllText(string path) { return File.ReadAllText(Drive.Real(path)); }
        public static string ReadAllText(string path, Encoding encoding) { return File.ReadAllText(Drive.Real(path), encoding); }
        public static string[] ReadAllLines(string path) { return File.ReadAllLines(Drive.Real(path)); }
        public static byte[] ReadAllBytes(string path) { return File.ReadAllBytes(Drive.Real(path)); }
        public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) { return File.Open(Drive.Real(path), mode, access, share); }
        public static FileStream Create(string path) { return File.Create(Drive.Real(path)); }
        public static void WriteAllText(string path, string text) { Writes(path, real => File.WriteAllText(real, text)); }
        public static void WriteAllText(string path, string text, Encoding encoding) { Writes(path, real => File.WriteAllText(real, text, encoding)); }
        public static void WriteAllLines(string path, IEnumerable<string> lines) { Writes(path, real => File.WriteAllText(real, string.Concat(lines.Select(line => line + "\r\n")))); }
        public static void WriteAllLines(string path, IEnumerable<string> lines, Encoding encoding) { Writes(path, real => File.WriteAllText(real, string.Concat(lines.Select(line => line + "\r\n")), encoding)); }
        public static void WriteAllBytes(string path, byte[] bytes) { Writes(path, real => File.WriteAllBytes(real, bytes)); }
        public static void AppendAllText(string path, string text) { Writes(path, real => File.AppendAllText(real, text)); }
        public static void AppendAllText(string path, string text, Encoding encoding) { Writes(path, real => File.AppendAllText(real, text, encoding)); }
        public static void Delete(string path) { Writes(path, File.Delete); }
        public static void Copy(string from, string to) { Copy(from, to, false); }
        public static void Copy(string from, string to, bool overwrite) { Writes(to, real => File.Copy(Drive.Real(from), real, overwrite)); }
        public static void Move(string from, string to) { Writes(to, real => File.Move(Drive.Real(from), real)); }

        private static void Writes(string path, Action<string> how)
        {
            string real = Drive.Real(path);
            how(real);
            Machine.Change("file " + path);
            if (File.Exists(real)) Drive.Touch(real);
        }
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
                if (IsPathRooted(part)) path = part.Replace('/', '\\');
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
        public static string GetRandomFileName() { return "mullion" + Machine.NextSeed().ToString(CultureInfo.InvariantCulture) + ".tmp"; }
    }

    // What a WebException of 5.1 holds.
    public sealed class SimulatedWebResponse : System.Net.WebResponse
    {
        public SimulatedWebResponse(int status) { StatusCode = (System.Net.HttpStatusCode) status; }

        public System.Net.HttpStatusCode StatusCode { get; private set; }
        public string StatusDescription { get { return StatusCode.ToString(); } }
    }

    // vmcompute.dll's HNSCall: https://github.com/microsoft/SDN/blob/2d564cc8/Kubernetes/windows/hns.psm1
    public static class SimulatedHns
    {
        public static void HNSCall(string method, string path, string request, out string response)
        {
            var features = (IDictionary) Machine.State["Features"];
            if (!"Installed".Equals(((Hashtable) features["Containers"])["State"])) throw new DllNotFoundException("Unable to load DLL 'vmcompute.dll': The specified module could not be found. (Exception from HRESULT: 0x8007007E)");
            var hns = (Hashtable) Machine.State["Hns"];
            if (Convert.ToInt32(hns["Fails"], CultureInfo.InvariantCulture) > 0)
            {
                hns["Fails"] = Convert.ToInt32(hns["Fails"], CultureInfo.InvariantCulture) - 1;
                response = Answer(null, "The RPC server is unavailable.");
                return;
            }
            var networks = (List<Hashtable>) Machine.State["HnsNetworks"];
            if (method == "GET" && path == "/networks")
            {
                response = Answer(networks.Select(Shape).ToArray(), null);
                return;
            }
            if (method == "GET" && path == "/endpoints")
            {
                response = Answer(networks.SelectMany(network => Enumerable.Range(0, Convert.ToInt32(network["Endpoints"] ?? 0, CultureInfo.InvariantCulture)).Select(number => new Dictionary<string, object> { { "ID", network["Id"] + "-" + number }, { "VirtualNetwork", network["Id"] } })).ToArray(), null);
                return;
            }
            if (method == "DELETE" && path.StartsWith("/networks/", StringComparison.Ordinal))
            {
                Hashtable gone = networks.FirstOrDefault(network => path.Substring(10).Equals("" + network["Id"], StringComparison.OrdinalIgnoreCase));
                if (gone != null)
                {
                    Remove(gone);
                    Machine.Change("remove HNS network " + gone["Name"]);
                }
                response = Answer(null, gone == null ? "Element not found." : null);
                return;
            }
            if (method != "POST" || path != "/networks") throw Machine.RefuseHere("HNSCall " + method + " " + path + " is not simulated");
            var said = System.Text.Json.JsonDocument.Parse(request).RootElement;
            string name = said.GetProperty("Name").GetString();
            var subnet = said.GetProperty("Subnets")[0];
            string prefix = subnet.GetProperty("AddressPrefix").GetString();
            string refusal = said.GetProperty("Type").GetString() != "NAT" ? "Network type is not simulated"
                : networks.Any(network => name.Equals(network["Name"])) ? "A network with this name already exists."
                // https://github.com/microsoft/containers-toolkit/issues/24, for-win#598
                : !IsNetworkAddress(prefix) || ((object[]) Machine.State["NetNats"]).Length > 0 ? "The parameter is incorrect." : null;
            if (refusal == null)
            {
                Add(name, "NAT", prefix, subnet.GetProperty("GatewayAddress").GetString(), 0);
                Machine.Change("new HNS network " + name + " of type NAT at " + prefix);
            }
            response = Answer(refusal == null ? (object) Shape(networks.Last()) : null, refusal);
        }

        public static void Add(string name, string type, string prefix, string gateway, int endpoints)
        {
            var adapters = (List<Hashtable>) Machine.State["Adapters"];
            ((List<Hashtable>) Machine.State["HnsNetworks"]).Add(new Hashtable { { "Id", SimulatedGuid.NewGuid().ToString().ToUpperInvariant() }, { "Name", name }, { "Type", type }, { "AddressPrefix", prefix }, { "Gateway", gateway }, { "Endpoints", endpoints } });
            adapters.Add(new Hashtable { { "Name", "vEthernet (" + name + ")" }, { "InterfaceDescription", "Hyper-V Virtual Ethernet Adapter" }, { "ifIndex", 10 + adapters.Count }, { "IPAddress", gateway }, { "MacAddress", "00-15-5D-00-00-" + adapters.Count.ToString("X2", CultureInfo.InvariantCulture) } });
        }

        public static void Remove(Hashtable network)
        {
            ((List<Hashtable>) Machine.State["HnsNetworks"]).Remove(network);
            ((List<Hashtable>) Machine.State["Adapters"]).RemoveAll(adapter => ("vEthernet (" + network["Name"] + ")").Equals(adapter["Name"]));
        }

        private static Dictionary<string, object> Shape(Hashtable network)
        {
            var subnets = new[] { new Dictionary<string, object> { { "AddressPrefix", network["AddressPrefix"] }, { "GatewayAddress", network["Gateway"] } } };
            return new Dictionary<string, object> { { "ID", network["Id"] }, { "Name", network["Name"] }, { "Type", network["Type"] }, { "Subnets", subnets }, { "State", 1 } };
        }

        private static string Answer(object output, string error)
        {
            var answer = new Dictionary<string, object> { { "Success", error == null } };
            if (error != null) { answer["Error"] = error; answer["ErrorCode"] = 2147943487L; }
            if (output != null) answer["Output"] = output;
            return System.Text.Json.JsonSerializer.Serialize(answer);
        }

        private static bool IsNetworkAddress(string prefix)
        {
            string[] parts = prefix.Split('/');
            uint address = parts[0].Split('.').Aggregate(0u, (sum, part) => sum * 256 + uint.Parse(part, CultureInfo.InvariantCulture));
            int bits = int.Parse(parts[1], CultureInfo.InvariantCulture);
            return bits == 32 || (address & (0xFFFFFFFFu >> bits)) == 0;
        }
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
