package dev.mullion.diff.masking;

import dev.mullion.diff.masking.SearchedText.Beginning;
import dev.mullion.diff.masking.SearchedText.Hint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls, statements of databases and options of any program that have a password at a place of their own. */
final class Commands {
    /**
     * A place for a secret, which is group 1.
     *
     * @param hint lower-case text that the text holds
     * @param beginning of the pattern, from where the hint is
     * @param behind what the same statement has before it; matches anything where nothing is asked for
     */
    record Command(Hint hint, Beginning beginning, Pattern pattern, Pattern behind) {}

    /** A statement that goes further back is another one. */
    private static final int MAX_STATEMENT = 300;

    private static final Pattern ANYTHING = Pattern.compile("");

    private static final String ARGUMENT =
            "(\"[^\"\\r\\n]{1,512}\"|'[^'\\r\\n]{1,512}'|[^\\s\"';|&$%/*(-][^\\s\"';|&]{0,511})";

    private static final String QUOTED =
            "(\"[^\"\\r\\n]{1,512}\"|'[^'\\r\\n]{1,512}'|[\u201C-\u201E\u2018-\u201B][^\\r\\n\u2018-\u201E]{1,512}[\u2018-\u201E])";

    private static final String ECHO = "\\b(?:echo|printf|write-output)\\s{1,8}(?:-[ne]{1,2}\\s{1,4})?";

    static final List<Command> COMMANDS = List.of(
            command("securestring", 10, "convertto-securestring\\b[^\\n|;]{0,80}?(?:\\s|-string:)" + ARGUMENT),
            command("securestring", QUOTED + "\\)?\\s{0,8}\\|\\s{0,8}convertto-securestring"),
            command(
                    "securestring",
                    "(?<![^\\s;|&(=])([^\\s\"';|&$%/*(-][^\\s\"';|&]{0,127})\\s{0,8}\\|\\s{0,8}convertto-securestring"),
            command("credential", ",\\s{0,8}\\(?\\s{0,8}" + QUOTED, "pscredential\\b[^\\n,]*$"),
            command("networkcredential", ",\\s{0,8}" + QUOTED, "networkcredential\\b[^\\n,]*$"),
            command(
                    "x509certificate2",
                    ",\\s{0,8}" + QUOTED,
                    "x509certificate2(?:collection)?\\b[^\\n,]*(?:\\(,[^\\n,]*)?$"),
            command(
                    "port(",
                    ",\\s{0,8}" + QUOTED,
                    "(?:cert\\w{0,40}|pfx|p12|collection|x509\\w{0,40})\\.(?:im|ex)port\\([^\\n,]*$"),
            command("setpassword", 0, "\\bsetpassword(?:\\(|[\"']\\s{0,8},\\s{0,8}(?:@?\\()?)\\s{0,8}" + QUOTED),
            command("changepassword", 0, "\\bchangepassword\\(\\s{0,8}" + QUOTED),
            command("changepassword", ",\\s{0,8}" + QUOTED, "\\bchangepassword\\([^\\n,]*$"),
            command("validatecredentials", ",\\s{0,8}" + QUOTED, "\\bvalidatecredentials\\([^\\n,]*$"),
            command("directoryentry", ",\\s{0,8}" + QUOTED, "\\bdirectoryentry\\([^\\n,]*,[^\\n,]*$"),
            command("principalcontext", ",\\s{0,8}" + QUOTED, "\\bprincipalcontext\\b[^\\n,]*(?:,[^\\n,]*){2}$"),
            // Win32_Service, of whose arguments the eighth is one
            command("change", 0, "\\bchange(?:\\(|[\"'],\\s{0,8}@\\()(?:[^,\\n()]{0,60},){7}\\s{0,8}" + QUOTED),
            command("-stdin", ECHO + ARGUMENT + "\\s{0,8}\\|[^|\\n]{0,200}?-stdin\\b"),
            command("-stdin", QUOTED + "\\s{0,8}\\|[^|\\n]{0,200}?-stdin\\b"),
            command("-stdin", 0, "-stdin\\s{1,8}<<<\\s{0,8}" + ARGUMENT),
            command("sudo", ECHO + ARGUMENT + "\\s{0,8}\\|\\s{0,8}sudo\\s{1,8}(?:-\\w\\s{1,8})?-S\\b"),
            command(
                    "secret",
                    ECHO + ARGUMENT + "\\s{0,8}\\|[^|\\n]{0,120}?\\bsecrets?\\s{1,8}(?:create|put|set|versions)\\b"),
            command(
                    "pgpass",
                    "(?<![\\w:/])[\\w.*-]{1,100}:(?:\\d{1,5}|\\*):[\\w*-]{1,60}:[\\w*-]{1,60}:([^\\s\"':]{3,100})"),
            command("/p", 0, "(?<![\\w.:/\\\\-])/(?:p|pass|password)[:=]" + ARGUMENT),
            command("cmdkey", 0, "\\bcmdkey\\b[^\\n]{0,80}?/user:[^\\s/]{1,100}/pass:" + ARGUMENT),
            command("/rp", 0, "(?<![\\w.:/\\\\-])/rp(?:[:=]|\\s{1,8})" + ARGUMENT),
            command("-pw", 1, "\\s-pw\\s{1,8}" + ARGUMENT),
            command("pass:", "-pass(?:in|out|word)?\\s{1,8}[\"']?pass:" + ARGUMENT),
            command(
                    "login",
                    "(?:\\bmachine\\s{1,8}\\S{1,200}|\\bdefault)\\s{1,40}login\\s{1,8}\\S{1,200}\\s{1,40}password\\s{1,8}(\\S{1,512})"),
            command("identified", 0, "\\bidentified\\s{1,8}(?:with\\s{1,8}\\S{1,60}\\s{1,8})?by\\s{1,8}" + QUOTED),
            command("password", 0, "\\bpassword\\s{1,8}" + QUOTED, "\\b(?:user|role|login|with)\\b"),
            command("credential", "\\bsecret\\s{0,8}=\\s{0,8}N?" + QUOTED, "\\bcredential\\b"),
            command(
                    "sp_",
                    0,
                    "\\bsp_(?:addlogin|setapprole|addapprole|password|adduser)\\s{1,8}N?'[^'\\n]{0,128}'\\s{0,8},\\s{0,8}N?"
                            + QUOTED),
            command("getbytes", 0, "getbytes\\(\\s{0,8}[\"'][^\"':\\n]{1,100}:([^\"'\\n$]{1,200})[\"']"),
            command("rsakeyvalue", "<(?:d|p|q|dp|dq|inverseq)>([A-Za-z0-9+/=\\s]{16,2000})</"),
            command("kty", "\"(?:d|p|q|dp|dq|qi|k)\"\\s{0,8}:\\s{0,8}(\"[A-Za-z0-9_-]{16,2000}\")"),
            // <add value="..." key="Password" />
            command(
                    "value",
                    0,
                    "\\bvalue\\s{0,4}=\\s{0,4}" + QUOTED
                            + "\\s{1,200}(?:key|name)\\s{0,4}=\\s{0,4}[\"'][\\w.:-]{0,80}(?:passw|pwd|secret|token|apikey|connectionstring)\\w{0,20}[\"']"),
            command(
                    "chpasswd",
                    "\\becho\\s{1,8}[\"']?\\w{1,40}:([^\\s\"'|]{1,200})[\"']?\\s{0,8}\\|\\s{0,8}(?:sudo\\s+)?chpasswd"),
            // Oracle's name and password in one word
            command(
                    "jdbc:oracle:",
                    0,
                    "jdbc:oracle:\\w{1,10}:[\"']?[^\\s/@\"']{1,100}[\"']?/(\"[^\"\\s]{1,200}\"|[^\\s@\"']{1,200})@"),
            // where CI hides what it is told
            command("::add-mask::", 0, "::add-mask::([^\\s\"'`$]{3,512})"),
            command(
                    "issecret=true",
                    "##vso\\[task\\.setvariable[^\\]\\n]{0,200}issecret=true[^\\]\\n]{0,100}\\]([^\\s\"'`$]{3,512})"),
            command(
                    "azurewebsites.net",
                    0,
                    "azurewebsites\\.net/[^\\s\"'?]{0,300}\\?(?:[^\\s\"'&]{0,200}&){0,8}code=([^\\s\"'&]{6,200})"));

    private Commands() {}

    private static Command command(String hint, String pattern) {
        return new Command(Hint.of(hint), Beginning.ANYWHERE, compiled(pattern), ANYTHING);
    }

    private static Command command(String hint, String pattern, String behind) {
        return new Command(Hint.of(hint), Beginning.ANYWHERE, compiled(pattern), compiled(behind));
    }

    /** @param before how many characters of the pattern stand before the hint */
    private static Command command(String hint, int before, String pattern) {
        return new Command(Hint.of(hint), Beginning.before(before), compiled(pattern), ANYTHING);
    }

    private static Command command(String hint, int before, String pattern, String behind) {
        return new Command(Hint.of(hint), Beginning.before(before), compiled(pattern), compiled(behind));
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    static void find(SearchedText searched, List<SecretSpan> spans) {
        String text = searched.text();
        for (Command command : COMMANDS) {
            if (!searched.hasInAnyCase(command.hint())) {
                continue; // as nearly always: what is made below costs more
            }
            Matcher behind = command.behind().matcher(text);
            searched.each(command.hint(), command.beginning(), command.pattern(), match -> {
                if (command.behind() == ANYTHING || stands(behind, text, match.start())) {
                    argument(text, match.start(1), match.end(1), spans);
                }
            });
        }
    }

    /** Whether the statement has that before the place. */
    private static boolean stands(Matcher behind, String text, int at) {
        int start = at;
        while (start > 0 && at - start < MAX_STATEMENT && ";\n".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return behind.region(start, at).find();
    }

    private static void argument(String text, int start, int end, List<SecretSpan> spans) {
        boolean quoted = end - start > 1 && Code.isQuote(text.charAt(start));
        int from = quoted ? start + 1 : start;
        int to = quoted ? Code.end(text, from, end - 1, text.charAt(start)) : end;
        CommandOptions.add(text, from, to, spans);
    }
}
