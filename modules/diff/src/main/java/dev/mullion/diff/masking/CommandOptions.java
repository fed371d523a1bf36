package dev.mullion.diff.masking;

import dev.mullion.core.text.SecretNames;
import dev.mullion.diff.masking.CommandLine.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Commands of Windows, of databases, of clouds and of CI, and the word of each that is a password. */
final class CommandOptions {
    static final String REASON = "given to a command as a password";

    private static final Set<String> PROGRAM_ENDS = Set.of(".exe", ".com", ".cmd", ".bat", ".ps1", ".sh");

    /** A variable, what stands for a word, and what asks for it. */
    private static final Pattern REFERENCE = Pattern.compile("[$%*(<]");

    /** Between the words that name a command, as in {@code docker --config x login}. */
    private static final int MAX_GAP = 6;

    /** Which word it is. */
    enum Where {
        /** The nth behind the command's words that is no option. */
        AT,
        /** Behind an option, or joined to it by a sign; joined without one too where the option ends with {@code +}. */
        OPTION,
        /** Behind an option and a user's name: {@code -u user:password}. */
        USER,
        /** Of every {@code name=value}. */
        PAIRS,
        /** The second behind the command's words, where the first is the name of a secret. */
        NAMED
    }

    /**
     * A command that takes a secret.
     *
     * @param words the program and what else names the command, in order; several spellings of a word each
     * @param detail the options, the number, or the sign between user and password
     * @param given a word that has to stand in the command too; empty for none
     */
    record Command(List<Set<String>> words, Where where, List<String> detail, String given) {}

    static final List<Command> COMMANDS = List.of(
            // Windows
            at("net,net1 user", 2),
            at("net,net1 use \\\\*", 1),
            option("psexec,psexec64", "-p -P"),
            option("schtasks", "/p"),
            option("winrs", "-p /p"),
            option("certutil", "-p -P"),
            option("signtool", "/p -p"),
            option("ktpass", "/pass -pass"),
            option("pvk2pfx", "-pi -po /pi /po"),
            option("netdom", "/passwordd /passwordo /pd /po"),
            option("dsadd,dsmod", "-pwd"),
            at("autologon,autologon64", 3),
            at("rasdial", 3),
            option("sc config,create", "password="),
            at("nssm set objectname", 2),
            option("choco,chocolatey", "-p -k --key"),
            named("choco,chocolatey config set"),
            option("nuget,dotnet push", "-k"),
            at("nuget setapikey", 1),
            at("dotnet user-secrets set", 2),
            named("setx"),
            option("sqlpackage", "/tp /sp"),
            option("keytool", "-srcstorepass -deststorepass -srckeypass -destkeypass -new"),
            // containers and clouds
            option(
                    "docker,nerdctl,podman,buildah,crane,oras,az,helm,skopeo,tabcmd,acr,regctl,oc,cf,ibmcloud login",
                    "-p"),
            at("vault login", 1),
            pairs("vault kv put,patch"),
            pairs("vault write"),
            option("aws put-parameter", "--value", "securestring"),
            option("write-ssmparameter", "-value", "securestring"),
            option("aws secretsmanager", "--secret-binary"),
            named("aws configure set"),
            option("az secret set", "--value"),
            option("gh secret set", "-b --body"),
            pairs("flyctl,fly,doppler secrets set"),
            named("pulumi config set"),
            pairs("kubectl,oc create secret --from-literal"),
            option("gitlab-runner register", "-r -t"),
            // databases and directories
            option("sqlcmd,osql,bcp,isql", "-P+"),
            option(
                    "mysql,mysqldump,mysqladmin,mysqlimport,mysqlcheck,mysqlpump,mysqlshow,mariadb,mariadb-dump",
                    "-p++"),
            at("mysqladmin password", 1),
            option("mongo,mongosh,mongodump,mongorestore,mongoexport,mongoimport", "-p"),
            option("redis-cli", "-a"),
            named("redis-cli config set"),
            at("rabbitmqctl add_user,change_password", 2),
            user("sqlplus,sqlldr,exp,imp,expdp,impdp", "", "/"),
            option(
                    "ldapsearch,ldapadd,ldapmodify,ldapdelete,ldapmodrdn,ldapcompare,ldapwhoami,ldapexop,ldappasswd",
                    "-w+"),
            option("ldappasswd", "-s -a"),
            option("kadmin", "-w"),
            at("htpasswd -b,-bc,-cb,-bb,-bm,-bs,-bbc,-cbb", 3),
            at("htpasswd -nb,-nbb,-bn,-nbm", 2),
            // what else goes over a network
            user("curl", "-u+ -U+ --user --proxy-user", ":"),
            user("lftp,ncftp", "-u+", ","),
            user("smbclient,winexe,rpcclient,smbget", "-U+", "%"),
            option("sshpass", "-p+"),
            option("ipmitool", "-P"),
            option("knife bootstrap", "-P"),
            named("npm,yarn,pnpm config set"),
            named("git config"),
            option("openssl enc", "-k -K"),
            option("zip,unzip", "-P+"),
            option("7z,7za,7zr,rar,unrar", "-p++ -hp++"));

    private static final Map<String, List<Command>> BY_PROGRAM = byProgram();

    private CommandOptions() {}

    private static Command at(String words, int number) {
        return new Command(words(words), Where.AT, List.of(String.valueOf(number)), "");
    }

    private static Command option(String words, String options) {
        return option(words, options, "");
    }

    private static Command option(String words, String options, String given) {
        return new Command(words(words), Where.OPTION, List.of(options.split(" ", -1)), given);
    }

    private static Command user(String words, String options, String sign) {
        List<String> detail = new ArrayList<>(List.of(sign));
        if (!options.isEmpty()) {
            detail.addAll(List.of(options.split(" ", -1)));
        }
        return new Command(words(words), Where.USER, List.copyOf(detail), "");
    }

    private static Command pairs(String words) {
        return new Command(words(words), Where.PAIRS, List.of(), "");
    }

    private static Command named(String words) {
        return new Command(words(words), Where.NAMED, List.of(), "");
    }

    private static List<Set<String>> words(String words) {
        List<Set<String>> sets = new ArrayList<>();
        for (String spellings : words.split(" ", -1)) {
            sets.add(Set.of(spellings.split(",", -1)));
        }
        return List.copyOf(sets);
    }

    private static Map<String, List<Command>> byProgram() {
        Map<String, List<Command>> byProgram = new HashMap<>();
        for (Command command : COMMANDS) {
            command.words().get(0).forEach(program -> byProgram
                    .computeIfAbsent(program, key -> new ArrayList<>())
                    .add(command));
        }
        return byProgram;
    }

    /** Hides what a command is given, but a word too short or too plain to be a secret. */
    static void add(String text, int from, int to, List<SecretSpan> spans) {
        String value = text.substring(from, to);
        if (value.length() > 2
                && !SecretNames.isHarmless(value)
                && !Assignments.CMDLET.matcher(value).matches()) {
            Code.addAround(text, new SecretSpan(from, to, REASON), spans);
        }
    }

    static void find(SearchedText searched, List<SecretSpan> spans) {
        if (searched.hasAnyOf(CommandLine.BETWEEN_WORDS)) {
            String text = searched.text();
            CommandLine.each(text, words -> find(words, spans, text));
        }
    }

    /** The same of words that are no text, such as a container's command; spans are within {@code text}. */
    static void find(List<Word> words, List<SecretSpan> spans, String text) {
        List<Match> active = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String lower = word.text().length() > 300 ? "" : word.text().toLowerCase(Locale.ROOT);
            for (Match match : active) {
                match.take(words, i, lower, text, spans);
            }
            active.removeIf(Match::isOver);
            for (Command command : BY_PROGRAM.getOrDefault(program(lower), List.of())) {
                if (active.stream().noneMatch(match -> match.command.equals(command))) {
                    active.add(new Match(command, words));
                }
            }
        }
    }

    private static String program(String lower) {
        int slash = Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('\\'));
        String name = slash < 0 ? lower : lower.substring(slash + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 && PROGRAM_ENDS.contains(name.substring(dot)) ? name.substring(0, dot) : name;
    }

    /** A command whose words are looked for, or were found. */
    private static final class Match {
        private final Command command;
        private final boolean given;
        private int found = 1;
        private int gap;
        private int positions;
        private String first = "";

        Match(Command command, List<Word> words) {
            this.command = command;
            this.given = command.given().isEmpty()
                    || words.stream().anyMatch(word -> word.text().equalsIgnoreCase(command.given()));
        }

        boolean isOver() {
            return gap > MAX_GAP || !given;
        }

        void take(List<Word> words, int at, String lower, String text, List<SecretSpan> spans) {
            if (found < command.words().size()) {
                boolean next = command.words().get(found).stream().anyMatch(word -> isWord(word, lower));
                found += next ? 1 : 0;
                gap = next ? 0 : gap + 1;
                // --from-literal=a=b is the last of its words, and holds the value.
                if (!next || found < command.words().size() || command.where() != Where.PAIRS) {
                    return;
                }
            }
            Word word = words.get(at);
            switch (command.where()) {
                case AT -> {
                    if (!isOption(lower)
                            && ++positions == Integer.parseInt(command.detail().get(0))) {
                        hide(word, 0, text, spans);
                    }
                }
                case NAMED -> {
                    if (!isOption(lower)) {
                        positions++;
                        if (positions == 1) {
                            first = word.text();
                        } else if (positions == 2) {
                            named(word, text, spans);
                        }
                    }
                }
                case PAIRS -> pair(word, text, spans);
                case OPTION -> command.detail().forEach(option -> option(words, at, option, 0, text, spans));
                case USER -> user(words, at, lower, text, spans);
            }
        }

        private void named(Word word, String text, List<SecretSpan> spans) {
            Optional<String> reason = SecretNames.hides(first, word.text());
            if (reason.isPresent()) {
                hide(word, 0, text, spans);
            }
        }

        private void user(List<Word> words, int at, String lower, String text, List<SecretSpan> spans) {
            String sign = command.detail().get(0);
            if (command.detail().size() > 1) {
                command.detail()
                        .subList(1, command.detail().size())
                        .forEach(option -> option(words, at, option, sign.charAt(0), text, spans));
                return;
            }
            if (!isOption(lower) && ++positions == 1) {
                credentials(words.get(at), 0, sign.charAt(0), text, spans);
            }
        }

        /** @param sign between a user's name and the password; 0 where there is no user */
        private static void option(
                List<Word> words, int at, String written, int sign, String text, List<SecretSpan> spans) {
            int pluses = written.endsWith("++") ? 2 : written.endsWith("+") ? 1 : 0;
            String option = written.substring(0, written.length() - pluses);
            Word word = words.get(at);
            // One letter means another thing in the other case.
            boolean exact = option.length() == 2 && option.charAt(0) == '-';
            if (pluses < 2 && isOption(words.get(at - 1).text(), option, exact)) {
                given(word, 0, sign, text, spans);
                return;
            }
            int length = option.length();
            if (word.text().length() <= length || !word.text().regionMatches(!exact, 0, option, 0, length)) {
                return;
            }
            char next = word.text().charAt(length);
            if (next == '=' || next == ':') {
                given(word, length + 1, sign, text, spans);
            } else if (option.endsWith("=") || (pluses > 0 && !word.text().startsWith("-pass"))) {
                given(word, length, sign, text, spans);
            }
        }

        private static boolean isOption(String word, String option, boolean exact) {
            return exact ? word.equals(option) : word.equalsIgnoreCase(option);
        }

        private static void given(Word word, int from, int sign, String text, List<SecretSpan> spans) {
            if (sign == 0) {
                hide(word, from, text, spans);
            } else {
                credentials(word, from, (char) sign, text, spans);
            }
        }

        private static void credentials(Word word, int from, char sign, String text, List<SecretSpan> spans) {
            int at = word.text().indexOf(sign, from);
            if (at >= 0) {
                int end = word.text().length();
                // Behind an Oracle password is where the database is.
                int place = sign == '/' ? word.text().indexOf('@', at) : -1;
                hide(new Word(word.text().substring(0, place > 0 ? place : end), word.start()), at + 1, text, spans);
            }
        }

        private static void pair(Word word, String text, List<SecretSpan> spans) {
            int from = word.text().startsWith("--from-literal=") ? "--from-literal=".length() : 0;
            int equals = word.text().indexOf('=', from);
            if (equals > from && (from > 0 || !isOption(word.text()))) {
                hide(word, equals + 1, text, spans);
            }
        }

        private static boolean isWord(String expected, String lower) {
            if (expected.endsWith("*")) {
                return lower.startsWith(expected.substring(0, expected.length() - 1));
            }
            return expected.equals("--from-literal") ? lower.startsWith(expected) : lower.equals(expected);
        }

        private static boolean isOption(String word) {
            return word.startsWith("-") || (word.startsWith("/") && !word.startsWith("//"));
        }

        /** Whether the quote at a word's end was opened before the value: {@code "a=b"}. */
        private static boolean closesWord(String word, int from) {
            char last = word.charAt(word.length() - 1);
            return word.substring(0, from).chars().anyMatch(open -> Code.closes(last, (char) open));
        }

        private static void hide(Word word, int from, String text, List<SecretSpan> spans) {
            String value = word.text().substring(from);
            int start = word.start() + from;
            int end = word.end();
            boolean quoted = Code.isQuote(text.charAt(start - 1));
            if (value.length() > 1
                    && Code.isQuote(value.charAt(0))
                    && Code.closes(value.charAt(value.length() - 1), value.charAt(0))) {
                start++;
                end--;
                quoted = true;
            } else if (!quoted && closesWord(word.text(), from)) {
                end--;
                quoted = true;
            }
            if (quoted) {
                end = Code.end(text, start, end, text.charAt(start - 1));
            }
            value = text.substring(start, end);
            boolean file = from > 0 && value.startsWith("@");
            boolean reference = file || (!quoted && REFERENCE.matcher(value).lookingAt());
            boolean option = !quoted && from == 0 && isOption(value);
            if (!reference && !option) {
                add(text, start, end, spans);
            }
        }
    }
}
