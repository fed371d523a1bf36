// What a script may reach: each text that is to run is parsed and read through first. Types that would reach the real
// machine give way to stand-ins, programs and script files are looked up on the simulated drive, and what nobody here
// knows ends the trial. Lines stay lines.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text;

namespace Mullion.Boot
{
    public static class Gate
    {
        private static readonly Dictionary<string, Type> StandIns = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
        {
            { "Environment", typeof(SimulatedEnvironment) },
            { "DateTime", typeof(SimulatedDateTime) },
            { "IO.File", typeof(SimulatedFile) },
            { "IO.Directory", typeof(SimulatedDirectory) },
            { "IO.Path", typeof(SimulatedPath) },
            { "ScriptBlock", typeof(SimulatedScriptBlock) },
            { "Management.Automation.ScriptBlock", typeof(SimulatedScriptBlock) },
            { "Management.Automation.Language.Parser", typeof(SimulatedParser) },
            { "Threading.Thread", typeof(SimulatedThread) },
            { "Guid", typeof(SimulatedGuid) },
            { "Random", typeof(SimulatedRandom) },
            { "Diagnostics.Stopwatch", typeof(SimulatedStopwatch) },
            { "Console", typeof(SimulatedConsole) },
            { "IO.Ports.SerialPort", typeof(SimulatedSerialPort) },
            { "Security.Principal.WindowsIdentity", typeof(SimulatedIdentity) },
            { "Security.Principal.WindowsPrincipal", typeof(SimulatedPrincipal) },
        };

        // Types that have nothing to do with the machine, so that the real ones serve.
        private static readonly HashSet<string> Harmless = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "string", "char", "int", "long", "byte", "uint16", "uint32", "uint64", "int16", "int32", "int64", "double", "float", "decimal", "single",
            "bool", "boolean", "switch", "switchparameter", "array", "hashtable", "ordered", "object", "void", "psobject", "pscustomobject", "psvariable",
            "regex", "xml", "guid", "version", "timespan", "datetime", "datetimeoffset", "uri", "math", "convert", "ref", "type", "enum", "scriptblock",
            "pscredential", "securestring", "nullable", "exception", "ipaddress", "System.Random", "random", "cmdletbinding", "parameter", "alias",
            "validatenotnull", "validatenotnullorempty", "validateset", "validaterange", "validatepattern", "validatescript", "validatecount", "validatelength",
            "allownull", "allowemptystring", "allowemptycollection", "outputtype", "supportswildcards", "diagnostics.codeanalysis.suppressmessage",
            "diagnostics.codeanalysis.suppressmessageattribute", "StringComparison", "StringComparer", "StringSplitOptions", "Globalization.CultureInfo", "cultureinfo",
            "Globalization.NumberStyles", "Net.ServicePointManager", "Net.SecurityProtocolType", "Net.IPAddress", "Net.NetworkCredential", "Net.WebException", "Net.WebUtility",
            "Net.Sockets.AddressFamily", "Text.Encoding", "Text.UTF8Encoding", "Text.ASCIIEncoding", "Text.UnicodeEncoding", "Text.StringBuilder", "Text.RegularExpressions.Regex",
            "Text.RegularExpressions.RegexOptions", "Collections.Generic.List", "Collections.Generic.Dictionary", "Collections.Generic.HashSet", "Collections.ArrayList",
            "Collections.IDictionary", "Collections.Hashtable", "Collections.Specialized.OrderedDictionary", "Collections.DictionaryEntry", "Collections.IEnumerable",
            "List", "Dictionary", "HashSet", "Security.Cryptography.SHA256", "Security.Cryptography.SHA256CryptoServiceProvider", "Security.Cryptography.SHA256Managed", "Security.Cryptography.HashAlgorithm", "BitConverter", "EnvironmentVariableTarget",
            "Management.Automation.PSCredential", "Management.Automation.ErrorRecord", "Management.Automation.RuntimeException", "Management.Automation.ItemNotFoundException",
            "Management.Automation.CommandNotFoundException", "Management.Automation.ErrorCategory", "Management.Automation.SwitchParameter",
            "Management.Automation.Language.Token", "Management.Automation.Language.ParseError", "Management.Automation.Language.ScriptBlockAst",
            "InvalidOperationException", "ArgumentException", "TimeoutException", "IO.IOException", "IO.FileNotFoundException", "IO.SearchOption", "IO.FileMode", "IO.MemoryStream",
            "ServiceProcess.ServiceControllerStatus", "Runtime.InteropServices.Marshal", "Security.Principal.WindowsBuiltInRole",
        };

        // Members that reach what the names above keep out, reflection first.
        private static readonly HashSet<string> Refusals = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "Assembly", "Module", "InvokeMember", "GetMethod", "GetMethods", "GetField", "GetFields", "GetProperty", "GetConstructor", "GetConstructors", "GetType",
            // Of documents: by a path that is none of this machine.
            "Save", "Load",
            // Text that would become script behind the gate, and its ear.
            "InvokeScript", "NewScriptBlock", "CreatePipeline", "CreateNestedPipeline", "CommandNotFoundAction", "PreCommandLookupAction", "PostCommandLookupAction",
        };

        // Of commands that are the real ones of PowerShell 7, what 5.1 has not.
        public static readonly Dictionary<string, HashSet<string>> OnlyOf7 = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        public static readonly Dictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        // Classes and enumerations of the scripts themselves.
        public static readonly HashSet<string> Own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        private static readonly HashSet<TokenKind> OperatorsOf7 = new HashSet<TokenKind>
        {
            TokenKind.AndAnd, TokenKind.OrOr, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals, TokenKind.QuestionDot,
            TokenKind.QuestionLBracket, TokenKind.QuestionMark,
        };

        // The text to run in place of the given one; a text that does not parse stays as it is, to fail as on the machine.
        public static string Pass(string text, string file)
        {
            Token[] tokens;
            ParseError[] errors;
            ScriptBlockAst script = Parser.ParseInput(text, file, out tokens, out errors);
            string name = string.IsNullOrEmpty(file) ? "a script block" : file;
            foreach (Token token in tokens)
            {
                // `?` alone is the alias of Where-Object.
                if (OperatorsOf7.Contains(token.Kind)) throw Machine.Refuse(name + ":" + token.Extent.StartLineNumber + ": Windows PowerShell 5.1 has no operator " + token.Text);
            }
            foreach (ParseError error in errors)
            {
                if (error.ErrorId.StartsWith("Workflow", StringComparison.Ordinal)) throw Machine.Refuse(name + ":" + error.Extent.StartLineNumber + ": a workflow is not simulated");
            }
            if (errors.Length > 0) return text;
            foreach (Ast definition in script.FindAll(node => node is TypeDefinitionAst, true)) Own.Add(((TypeDefinitionAst) definition).Name);
            var edits = new List<TextEdit>();
            CheckRequirements(script.ScriptRequirements, name);
            foreach (Token token in tokens)
            {
                // The engine would hold them against itself.
                if (token.Kind == TokenKind.Comment && token.Text.StartsWith("#requires", StringComparison.OrdinalIgnoreCase)) Replace(edits, token.Extent, "# " + token.Text.Substring(1));
            }
            foreach (Ast ast in script.FindAll(node => true, true))
            {
                Edit(ast, name, file, edits);
            }
            var result = new StringBuilder(text);
            foreach (TextEdit edit in edits.OrderByDescending(edit => edit.At).ThenByDescending(edit => edit.Rank))
            {
                result.Remove(edit.At, edit.Length).Insert(edit.At, edit.Text);
            }
            return result.ToString();
        }

        // One of several at a place: what ends there comes first, the inner before the outer, then what begins there, the
        // outer before the inner, as the tree is walked.
        private sealed class TextEdit
        {
            public int At;
            public int Length;
            public string Text;
            public int Rank;
        }

        private static void CheckRequirements(ScriptRequirements requirements, string name)
        {
            if (requirements == null) return;
            if (requirements.RequiredPSVersion != null && requirements.RequiredPSVersion > new Version(5, 1, 99999)
                || requirements.RequiredPSEditions.Contains("Core", StringComparer.OrdinalIgnoreCase))
            {
                throw Machine.Refuse(name + ": #Requires a PowerShell that is not on the machine, which has 5.1");
            }
            foreach (var module in requirements.RequiredModules)
            {
                var modules = ((object[]) Machine.State["Modules"]).Cast<object>().Select(one => "" + one);
                if (!modules.Contains(module.Name, StringComparer.OrdinalIgnoreCase)) throw Machine.Refuse(name + ": #Requires the module " + module.Name + ", which is not simulated");
            }
        }

        private static void Edit(Ast ast, string name, string file, List<TextEdit> edits)
        {
            var expression = ast as TypeExpressionAst;
            if (expression != null)
            {
                var member = ast.Parent as MemberExpressionAst;
                Type standIn;
                if (member != null && member.Static && StandIns.TryGetValue(Short(expression.TypeName.FullName), out standIn))
                {
                    string called = (member.Member as StringConstantExpressionAst)?.Value;
                    bool known = "new".Equals(called, StringComparison.OrdinalIgnoreCase) ? standIn.GetConstructors().Length > 0 : standIn.GetMember(called ?? "", BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase).Length > 0;
                    if (known)
                    {
                        Replace(edits, expression.TypeName.Extent, standIn.FullName);
                        return;
                    }
                    if (!Harmless.Contains(Short(expression.TypeName.FullName)))
                    {
                        throw Refused(name, expression, "[" + expression.TypeName.FullName + "]::" + called);
                    }
                }
                Check(expression.TypeName, name, expression);
                return;
            }
            var constraint = ast as TypeConstraintAst;
            if (constraint != null)
            {
                string made = Made(constraint.TypeName.FullName);
                if (made != constraint.TypeName.FullName)
                {
                    Replace(edits, constraint.TypeName.Extent, made);
                    return;
                }
                Check(constraint.TypeName, name, constraint);
                return;
            }
            var attribute = ast as AttributeAst;
            if (attribute != null)
            {
                Check(attribute.TypeName, name, attribute);
                return;
            }
            var access = ast as MemberExpressionAst;
            if (access != null)
            {
                string called = (access.Member as StringConstantExpressionAst)?.Value;
                bool isOfType = access.Static || access.Expression is TypeExpressionAst;
                if (called != null && Refusals.Contains(called) && (isOfType || !called.Equals("GetType", StringComparison.OrdinalIgnoreCase) && !called.Equals("Module", StringComparison.OrdinalIgnoreCase)))
                {
                    throw Refused(name, access, "." + called);
                }
                return;
            }
            var use = ast as UsingStatementAst;
            if (use != null)
            {
                if (use.UsingStatementKind != UsingStatementKind.Namespace) throw Refused(name, use, use.Extent.Text);
                return;
            }
            var table = ast as HashtableAst;
            if (table != null)
            {
                EditTable(table, edits);
                return;
            }
            var binary = ast as BinaryExpressionAst;
            if (binary != null)
            {
                if (binary.Operator == TokenKind.As && !(binary.Right is TypeExpressionAst)) throw Refused(name, binary, "-as with a type that is computed");
                if (binary.Operator == TokenKind.As && IsType(((TypeExpressionAst) binary.Right).TypeName)) throw Refused(name, binary, "a type that is computed");
                return;
            }
            var conversion = ast as ConvertExpressionAst;
            if (conversion != null)
            {
                if (IsType(conversion.Type.TypeName)) throw Refused(name, conversion, "a type that is computed");
                return;
            }
            var variable = ast as VariableExpressionAst;
            if (variable != null)
            {
                EditVariable(variable, file, edits);
                return;
            }
            var command = ast as CommandAst;
            if (command != null) EditCommand(name, command, edits);
        }

        private static void EditVariable(VariableExpressionAst variable, string file, List<TextEdit> edits)
        {
            if (variable.Splatted) return;
            string path = variable.VariablePath.UserPath;
            if (variable.VariablePath.DriveName != null && variable.VariablePath.DriveName.Equals("env", StringComparison.OrdinalIgnoreCase))
            {
                string known = SimulatedEnvironment.ProcessName(path.Substring(4));
                if (known != path.Substring(4)) Replace(edits, variable.Extent, "${env:" + known + "}");
                return;
            }
            if (file == null) return;
            string value = path.Equals("PSScriptRoot", StringComparison.OrdinalIgnoreCase) ? SimulatedPath.GetDirectoryName(file)
                : path.Equals("PSCommandPath", StringComparison.OrdinalIgnoreCase) ? file : null;
            if (value == null) return;
            Replace(edits, variable.Extent, variable.Parent is ExpandableStringExpressionAst ? value : "'" + value.Replace("'", "''") + "'");
        }

        // Entries of a table that a script writes out come in one order, whatever the process.
        private static void EditTable(HashtableAst table, List<TextEdit> edits)
        {
            var conversion = table.Parent as ConvertExpressionAst;
            if (conversion != null && !Short(conversion.Type.TypeName.FullName).Equals("hashtable", StringComparison.OrdinalIgnoreCase)) return;
            Wrap(edits, table.Extent, "([Mullion.Boot.Table] ", ")");
        }

        private static bool IsType(ITypeName type)
        {
            return Short(type.FullName).Equals("type", StringComparison.OrdinalIgnoreCase);
        }

        private static void CheckParameters(string name, CommandAst command, string called)
        {
            string full = Aliases.TryGetValue(called, out full) ? full : called;
            HashSet<string> newer;
            if (!OnlyOf7.TryGetValue(full, out newer)) return;
            foreach (CommandElementAst element in command.CommandElements)
            {
                var parameter = element as CommandParameterAst;
                if (parameter != null && newer.Contains(parameter.ParameterName))
                {
                    throw Machine.Refuse(name + ":" + element.Extent.StartLineNumber + ": Windows PowerShell 5.1 has no " + full + " -" + parameter.ParameterName);
                }
            }
        }

        private static void EditCommand(string name, CommandAst command, List<TextEdit> edits)
        {
            CommandElementAst called = command.CommandElements[0];
            if (called is ScriptBlockExpressionAst) return;
            // Of a text that passed before.
            if (called.Extent.Text.StartsWith("(Resolve-Invocation ", StringComparison.Ordinal)) return;
            string redirected = command.Redirections.Any(to => to.FromStream == RedirectionStream.Error || to.FromStream == RedirectionStream.All) ? " -Redirected" : "";
            var constant = called as StringConstantExpressionAst;
            if (constant != null)
            {
                CheckParameters(name, command, constant.Value);
                bool isPath = constant.Value.IndexOfAny(new[] { '\\', '/' }) >= 0 || constant.Value.IndexOf('.') > 0;
                if (!isPath && redirected == "") return;
                string by = command.InvocationOperator == TokenKind.Unknown ? "& " : "";
                Replace(edits, called.Extent, by + "(Resolve-Invocation '" + constant.Value.Replace("'", "''") + "'" + redirected + ")");
                return;
            }
            if (command.InvocationOperator == TokenKind.Unknown) return;
            Wrap(edits, called.Extent, "(Resolve-Invocation (", ")" + redirected + ")");
        }

        private static void Check(ITypeName type, string name, Ast place)
        {
            var array = type as ArrayTypeName;
            if (array != null)
            {
                Check(array.ElementType, name, place);
                return;
            }
            var generic = type as GenericTypeName;
            if (generic != null)
            {
                Check(generic.TypeName, name, place);
                foreach (ITypeName argument in generic.GenericArguments) Check(argument, name, place);
                return;
            }
            if (!Knows(type.FullName)) throw Refused(name, place, "type " + type.FullName);
        }

        // What stands for objects of the type, or the type itself.
        public static string Made(string type)
        {
            Type standIn;
            return StandIns.TryGetValue(Short(type), out standIn) && standIn.GetConstructors().Length > 0 ? standIn.FullName : type;
        }

        public static bool Knows(string type)
        {
            string plain = Short(type);
            // Of a text that passed before, as a script block that is written to a file.
            if (plain.StartsWith("Mullion.Boot.Simulated", StringComparison.Ordinal) || plain == "Mullion.Boot.Table") return true;
            if (Own.Contains(type)) return true;
            int generic = plain.IndexOfAny(new[] { '[', '`' });
            return Harmless.Contains(generic > 0 ? plain.Substring(0, generic) : plain) || StandIns.ContainsKey(plain) && Harmless.Contains(plain);
        }

        private static string Short(string type)
        {
            return type.StartsWith("System.", StringComparison.OrdinalIgnoreCase) ? type.Substring(7) : type;
        }

        private static SimulationFault Refused(string name, Ast place, string what)
        {
            return Machine.Refuse(name + ":" + place.Extent.StartLineNumber + ": " + what + " is not simulated");
        }

        private static void Replace(List<TextEdit> edits, IScriptExtent extent, string text)
        {
            edits.Add(new TextEdit { At = extent.StartOffset, Length = extent.EndOffset - extent.StartOffset, Text = text, Rank = edits.Count });
        }

        private static void Wrap(List<TextEdit> edits, IScriptExtent extent, string before, string after)
        {
            edits.Add(new TextEdit { At = extent.StartOffset, Text = before, Rank = edits.Count });
            edits.Add(new TextEdit { At = extent.EndOffset, Text = after, Rank = -edits.Count });
        }
    }
}
