package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands of Windows, of databases and of others that take a password at a place of its own. */
final class Commands {
    /**
     * A command that takes a secret.
     *
     * @param hint lower-case text that the command holds
     */
    record Command(String hint, Pattern pattern) {}

    private static final String ARGUMENT =
            "(\"[^\"\\r\\n]{1,512}\"|'[^'\\r\\n]{1,512}'|[^\\s\"';|&$%/*(-][^\\s\"';|&]{0,511})";

    private static final String QUOTED = "(\"[^\"\\r\\n]{1,512}\"|'[^'\\r\\n]{1,512}')";

    static final List<Command> COMMANDS = List.of(
            command(
                    "user",
                    "\\bnet1?(?:\\.exe)?[\"']?\\s{1,8}user\\s{1,8}(?:\"[^\"\\n]{1,80}\"|'[^'\\n]{1,80}'|\\S{1,80})\\s{1,8}"
                            + ARGUMENT),
            command(
                    "use",
                    "\\bnet1?(?:\\.exe)?\\s{1,8}use\\s{1,8}(?:[a-z*]:?\\s{1,8})?\\\\\\\\\\S{1,200}\\s{1,8}" + ARGUMENT),
            command("use", "\\bnet1?(?:\\.exe)?\\s{1,8}use\\b[^\\n]{0,300}?/user:\\S{1,100}\\s{1,8}" + ARGUMENT),
            command("securestring", "convertto-securestring\\b[^\\n|;]{0,80}?(?:\\s|-string:)" + ARGUMENT),
            command("securestring", "(?<![^\\s\"';|&(=])" + ARGUMENT + "\\s{0,8}\\|\\s{0,8}convertto-securestring"),
            command("credential", "pscredential\\b[^\\n]{0,200}?,\\s{0,8}\\(?\\s{0,8}" + QUOTED),
            command("/p", "(?<![\\w.:/\\\\-])/(?:p|rp|pass|password)[:=]" + ARGUMENT),
            command("cmdkey", "\\bcmdkey\\b[^\\n]{0,300}?/pass:" + ARGUMENT),
            command("/rp", "(?<![\\w.:/\\\\-])/rp\\s{1,8}" + ARGUMENT),
            command("psexec", "\\bpsexec(?:64)?(?:\\.exe)?\\b[^\\n]{0,300}?\\s-p\\s{1,8}" + ARGUMENT),
            command(
                    "login",
                    "\\b(?:docker|nerdctl|podman|crane|oras|az|helm|skopeo)(?:\\.exe)?(?:\\s{1,8}\\S{1,40}){0,4}?\\s{1,8}login\\b[^\\n]{0,300}?\\s-p[ =]?"
                            + ARGUMENT),
            command(
                    "curl",
                    "\\bcurl(?:\\.exe)?\\b[^\\n]{0,1000}?\\s(?:-u|--user|--proxy-user)[ =]?[\"']?[^\\s:\"']{1,100}:([^\\s\"']{1,200})"),
            command(" -p", "\\b(?:sqlcmd|osql|bcp)\\b[^\\n|]{0,500}?\\s(?-i:-P)\\s{0,8}" + ARGUMENT),
            command("sshpass", "\\bsshpass\\s{1,8}-p\\s{0,8}" + ARGUMENT),
            command("certutil", "\\bcertutil\\b[^\\n]{0,300}?\\s-p\\s{1,8}" + ARGUMENT),
            command("signtool", "\\bsigntool\\b[^\\n]{0,300}?\\s/p\\s{1,8}" + ARGUMENT),
            command("ktpass", "\\bktpass\\b[^\\n]{0,300}?/pass\\s{1,8}" + ARGUMENT),
            command("-pw", "\\s-pw\\s{1,8}" + ARGUMENT),
            command("pass:", "-pass(?:in|out|word)?\\s{1,8}[\"']?pass:" + ARGUMENT),
            command(
                    "autologon",
                    "\\bautologon(?:64)?(?:\\.exe)?\\s{1,8}(?:[/-]accepteula\\s{1,8})?\\S{1,80}\\s{1,8}\\S{1,80}\\s{1,8}"
                            + ARGUMENT),
            command("networkcredential", "networkcredential\\b[^\\n]{0,200}?,\\s{0,8}" + QUOTED),
            command(
                    "login",
                    "(?:\\bmachine\\s{1,8}\\S{1,200}|\\bdefault)\\s{1,40}login\\s{1,8}\\S{1,200}\\s{1,40}password\\s{1,8}(\\S{1,512})"),
            command("identified", "\\bidentified\\s{1,8}(?:with\\s{1,8}\\S{1,60}\\s{1,8})?by\\s{1,8}" + QUOTED),
            command("password", "\\b(?:user|role|login|with)\\b[^\\n;]{0,200}?\\bpassword\\s{1,8}" + QUOTED),
            command("getbytes", "getbytes\\(\\s{0,8}[\"'][^\"':\\n]{1,100}:([^\"'\\n$]{1,200})[\"']"),
            command("rsakeyvalue", "<(?:d|p|q|dp|dq|inverseq)>([A-Za-z0-9+/=\\s]{16,2000})</"),
            command("kty", "\"(?:d|p|q|dp|dq|qi|k)\"\\s{0,8}:\\s{0,8}(\"[A-Za-z0-9_-]{16,2000}\")"),
            // <add value="..." key="Password" />
            command(
                    "value",
                    "\\bvalue\\s{0,4}=\\s{0,4}" + QUOTED
                            + "\\s{1,200}(?:key|name)\\s{0,4}=\\s{0,4}[\"'][\\w.:-]{0,80}(?:passw|pwd|secret|token|apikey|connectionstring)\\w{0,20}[\"']"),
            command("mysql", "\\bmysql\\w*\\b[^\\n|]{0,300}?\\s(?-i:-p)" + ARGUMENT),
            command("winexe", "\\bwinexe\\b[^\\n]{0,300}?%([^\\s\"']{1,200})"),
            command("dsadd", "\\bds(?:add|mod)\\b[^\\n]{0,500}?\\s-pwd\\s{1,8}" + ARGUMENT),
            command("netdom", "\\bnetdom\\b[^\\n]{0,500}?/p(?:assword)?d?:" + ARGUMENT),
            command(
                    "setx",
                    "\\bsetx(?:\\.exe)?\\s{1,8}(?:/m\\s{1,8})?[\"']?\\w{0,40}(?:pass|pwd|secret|token|key)\\w{0,40}[\"']?\\s{1,8}"
                            + ARGUMENT),
            command(
                    "chpasswd",
                    "\\becho\\s{1,8}[\"']?\\w{1,40}:([^\\s\"'|]{1,200})[\"']?\\s{0,8}\\|\\s{0,8}(?:sudo\\s+)?chpasswd"));

    private Commands() {}

    private static Command command(String hint, String pattern) {
        return new Command(hint, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    /** @param lower the text in lower case */
    static void find(String text, String lower, List<SecretSpan> spans) {
        for (Command command : COMMANDS) {
            if (lower.contains(command.hint())) {
                Matcher match = command.pattern().matcher(text);
                while (match.find()) {
                    argument(text, match.start(1), match.end(1), spans);
                }
            }
        }
    }

    private static void argument(String text, int start, int end, List<SecretSpan> spans) {
        boolean quoted = text.charAt(start) == '"' || text.charAt(start) == '\'';
        int from = quoted ? start + 1 : start;
        int to = quoted ? end - 1 : end;
        String value = text.substring(from, to);
        if (!SecretNames.isHarmless(value) && !Assignments.CMDLET.matcher(value).matches() && value.length() > 2) {
            spans.add(new SecretSpan(from, to, "given to a command as a password"));
        }
    }
}
