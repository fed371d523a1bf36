package dev.mullion.live.adopt;

import dev.mullion.core.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user data that joins instances to the cluster: Mullion's own, or one in the shape of AWS's guide. What it sets of the
 * agent becomes keys of {@code agent}; whatever else it does becomes steps before and after.
 *
 * @param agent the keys
 * @param before lines ahead of {@code Initialize-ECSAgent}; empty where there are none
 * @param after lines behind it
 * @param notes what can not be said of it
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html">AWS's guide</a>
 */
record BootScript(Map<String, Object> agent, String before, String after, List<String> notes) {
    private enum Kind {
        FLAG,
        NUMBER,
        SECONDS,
        TEXT,
        LIST,
        MAP
    }

    private record Key(String name, Kind kind) {}

    private static final Map<String, Key> VARIABLES = Map.ofEntries(
            Map.entry("ECS_AVAILABLE_LOGGING_DRIVERS", new Key("loggingDrivers", Kind.LIST)),
            Map.entry("ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES", new Key("awsvpcAdditionalLocalRoutes", Kind.LIST)),
            Map.entry("ECS_AWSVPC_BLOCK_IMDS", new Key("awsvpcBlockImds", Kind.FLAG)),
            Map.entry("ECS_CONTAINER_CREATE_TIMEOUT", new Key("containerCreateTimeoutSeconds", Kind.SECONDS)),
            Map.entry("ECS_CONTAINER_INSTANCE_TAGS", new Key("containerInstanceTags", Kind.MAP)),
            Map.entry("ECS_CONTAINER_START_TIMEOUT", new Key("containerStartTimeoutSeconds", Kind.SECONDS)),
            Map.entry("ECS_CONTAINER_STOP_TIMEOUT", new Key("containerStopTimeoutSeconds", Kind.SECONDS)),
            Map.entry(
                    "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE",
                    new Key("enableAwslogsExecutionRoleOverride", Kind.FLAG)),
            Map.entry("ECS_ENABLE_CONTAINER_METADATA", new Key("enableContainerMetadata", Kind.FLAG)),
            Map.entry(
                    "ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND",
                    new Key("enableCpuUnboundedWindowsWorkaround", Kind.FLAG)),
            Map.entry(
                    "ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND",
                    new Key("enableMemoryUnboundedWindowsWorkaround", Kind.FLAG)),
            Map.entry("ECS_ENABLE_SPOT_INSTANCE_DRAINING", new Key("enableSpotInstanceDraining", Kind.FLAG)),
            Map.entry("ECS_ENABLE_TASK_ENI", new Key("enableTaskEni", Kind.FLAG)),
            Map.entry("ECS_ENABLE_TASK_IAM_ROLE", new Key("enableTaskIamRole", Kind.FLAG)),
            Map.entry(
                    "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION",
                    new Key("engineTaskCleanupWaitDurationSeconds", Kind.SECONDS)),
            Map.entry("ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED", new Key("fsxWindowsFileServerSupported", Kind.FLAG)),
            Map.entry("ECS_GMSA_SUPPORTED", new Key("gmsaSupported", Kind.FLAG)),
            Map.entry("ECS_IMAGE_CLEANUP_INTERVAL", new Key("imageCleanupIntervalSeconds", Kind.SECONDS)),
            Map.entry("ECS_IMAGE_MINIMUM_CLEANUP_AGE", new Key("minimumImageCleanupAgeSeconds", Kind.SECONDS)),
            Map.entry("ECS_IMAGE_PULL_BEHAVIOR", new Key("imagePullBehavior", Kind.TEXT)),
            Map.entry("ECS_IMAGE_PULL_INACTIVITY_TIMEOUT", new Key("imagePullInactivityTimeoutSeconds", Kind.SECONDS)),
            Map.entry("ECS_IMAGE_PULL_TIMEOUT", new Key("imagePullTimeoutSeconds", Kind.SECONDS)),
            Map.entry("ECS_INSTANCE_ATTRIBUTES", new Key("instanceAttributes", Kind.MAP)),
            Map.entry("ECS_MANIFEST_PULL_TIMEOUT", new Key("manifestPullTimeoutSeconds", Kind.SECONDS)),
            Map.entry("ECS_NUM_IMAGES_DELETE_PER_CYCLE", new Key("numImagesDeletePerCycle", Kind.NUMBER)),
            Map.entry("ECS_RESERVED_MEMORY", new Key("reservedMemoryMib", Kind.NUMBER)),
            Map.entry("ECS_RESERVED_PORTS", new Key("reservedPorts", Kind.LIST)));

    /** Parameters of Initialize-ECSAgent, in lower case. */
    private static final Map<String, Key> PARAMETERS = Map.of(
            "enabletaskiamrole", new Key("enableTaskIamRole", Kind.FLAG),
            "enabletaskeni", new Key("enableTaskEni", Kind.FLAG),
            "awsvpcblockimds", new Key("awsvpcBlockImds", Kind.FLAG),
            "awsvpcadditionallocalroutes", new Key("awsvpcAdditionalLocalRoutes", Kind.LIST),
            "loggingdrivers", new Key("loggingDrivers", Kind.LIST),
            "version", new Key("version", Kind.TEXT));

    /** What a stack file needs not say. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "enableAwslogsExecutionRoleOverride", true,
            "containerStartTimeoutSeconds", 900,
            "loggingDrivers", List.of("json-file", "awslogs"),
            "enableTaskIamRole", true,
            "enableTaskEni", true,
            "awsvpcBlockImds", true,
            "version", "latest");

    /** The cluster's own, and what follows from other keys. */
    private static final List<String> IMPLIED = List.of("ECS_CLUSTER", "ECS_WARM_POOLS_CHECK");

    /** How a script of Mullion's begins; one of others may hold any of its lines. */
    private static final String BEGINS = "Set-StrictMode -Version Latest\n$ErrorActionPreference = 'Stop'\n";

    private static final Pattern JOINS = Pattern.compile("(?m)^Invoke-Step -Name 'Initialize-EcsAgent' ");

    /** What Mullion writes at the beginning of a line from its first step on, but for texts of the user's own steps. */
    private static final Pattern OUR_LINE = Pattern.compile(
            "\\s.*|}|Complete-UserData|Invoke-Step -Name '[^']*+(?:''[^']*+)*+' -ExitCode \\d+ -Script \\{|");

    private static final Pattern OWN_TEXT = Pattern.compile("(?s)@'\n.*?\n'@");

    private static final Pattern OUR_STEP = Pattern.compile("(?m)^Invoke-Step -Name '([^']+)'");

    private static final List<String> OUR_STEPS = List.of(
            "Set-EcsAgentEnvironment", "Initialize-EcsAgent", "Register-LifecycleCompletion", "Confirm-EcsAgent");

    private static final Pattern OUR_PAIR =
            Pattern.compile("(?m)^        '([A-Za-z_]+)' = (?:'([^']*+(?:''[^']*+)*+)'|\\$(true|false))$");

    private static final Pattern VARIABLE = Pattern.compile(
            "(?i)\\[(?:System\\.)?Environment\\]::SetEnvironmentVariable\\(\\s*([\"'])([A-Z_]+)\\1\\s*,\\s*(.*?)\\s*,"
                    + "\\s*[\"'\\[]?[A-Za-z.\\]:]*Machine[\"']?\\s*\\)\\s*;?");

    private static final Pattern INITIALIZE = Pattern.compile("(?i)Initialize-ECSAgent\\b(.*)");

    /** One literal of PowerShell, in which nothing is expanded. */
    private static final Pattern LITERAL =
            Pattern.compile("'[^']*+(?:''[^']*+)*+'|\"[^\"`$]*+(?:`.[^\"`$]*+)*+\"|\\$(?i:true|false)|[^\\s;'\"()$`]+");

    /** Arguments, as far as the next statement, pipe or comment. */
    private static final Pattern CALL =
            Pattern.compile("(?:'[^']*+(?:''[^']*+)*+'|\"[^\"`]*+(?:`.[^\"`]*+)*+\"|(?<!\\s)#|[^;|&#'\"]++)*+");

    private static final Pattern CMD = Pattern.compile("(?i)<script>");

    /** PowerShell takes those of a word processor for the same. */
    private static final String DASH = "[-\u2013\u2014]";

    private static final Pattern ARGUMENT = Pattern.compile(
            DASH + "([A-Za-z]+)(?:[ \t:]+(?!" + DASH + "[A-Za-z])('[^']*+(?:''[^']*+)*+'|\"[^\"]*\"|[^\\s;]+))?");

    private static final Pattern TAG = Pattern.compile("(?i)</?(powershell|script|persist|powershellArguments)>");

    /** As long as their sum in seconds is an int. */
    private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s)?");

    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    /** As the launch template has it. */
    static BootScript of(String base64) {
        String text = decoded(base64);
        if (text.isBlank()) {
            return new BootScript(
                    Map.of(), "", "", List.of("it has no user data: which agent settings its image has is not known"));
        }
        return isOwn(text) ? own(text) : foreign(text);
    }

    private static boolean isOwn(String text) {
        return TAG.matcher(text).replaceFirst("").stripLeading().startsWith(BEGINS)
                && JOINS.matcher(text).find();
    }

    /** The text; empty for what is no Base64. */
    static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.replaceAll("\\s", "")), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static BootScript own(String text) {
        Map<String, Object> agent = new TreeMap<>();
        Matcher pair = OUR_PAIR.matcher(text);
        while (pair.find()) {
            String value = Optional.ofNullable(pair.group(2))
                    .map(quoted -> quoted.replace("''", "'"))
                    .orElseGet(() -> pair.group(3));
            set(pair.group(1), value, agent);
        }
        List<String> notes = new ArrayList<>();
        Matcher step = OUR_STEP.matcher(text);
        while (step.find()) {
            if (!OUR_STEPS.contains(step.group(1))) {
                notes.add("its script has the step " + step.group(1)
                        + ", whose file or settings are not in it as they were written");
            }
        }
        long others = OWN_TEXT.matcher(text.substring(text.indexOf("\nInvoke-Step -Name ") + 1))
                .replaceAll("")
                .replaceAll("(?is)<(powershellArguments|persist)>.*?</\\1>", "")
                .lines()
                .map(line -> TAG.matcher(line).replaceAll(""))
                .filter(line -> !OUR_LINE.matcher(line).matches())
                .count();
        if (others > 0) {
            notes.add("its script is Mullion's with " + others + (others == 1 ? " line" : " lines")
                    + " of others, which " + (others == 1 ? "is" : "are") + " not taken over");
        }
        return new BootScript(agent, "", "", notes);
    }

    private static BootScript foreign(String text) {
        Map<String, Object> agent = new TreeMap<>(Map.of("enableTaskIamRole", false, "enableTaskEni", false));
        List<String> notes = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        boolean joined = false;
        // A line that a backtick continues is one line.
        for (String line : text.replaceAll("(?is)<(powershellArguments|persist)>.*?</\\1>", "")
                .replaceAll("`[ \t]*\n[ \t]*", " ")
                .split("\n", -1)) {
            String rest = TAG.matcher(line).replaceAll("").strip();
            Matcher variable = VARIABLE.matcher(rest);
            Matcher initialize = INITIALIZE.matcher(rest);
            if (rest.isEmpty() || rest.matches("(?i)Import-Module\\s+(-Name\\s+)?['\"]?ECSTools['\"]?;?")) {
                continue;
            }
            // What a command gives, or a variable holds, is known on the machine alone: such a line stays code.
            if (variable.matches()
                    && LITERAL.matcher(variable.group(3)).matches()
                    && set(variable.group(2), literal(variable.group(3)), agent)) {
                continue;
            }
            if (!rest.startsWith("#") && initialize.lookingAt()) {
                joined = true;
                Matcher call = CALL.matcher(initialize.group(1));
                String given = call.lookingAt() ? call.group() : "";
                arguments(given, agent);
                String behind = initialize.group(1).substring(given.length()).strip();
                if (behind.startsWith(";")) {
                    String next = behind.substring(1).strip();
                    after.append(next.isEmpty() ? "" : next + "\n");
                } else if (!behind.isEmpty() && !behind.startsWith("#")) {
                    notes.add(
                            "its call of Initialize-ECSAgent goes on behind its arguments, and that is not taken over");
                }
                continue;
            }
            (joined ? after : before)
                    .append(TAG.matcher(line).replaceAll("").stripTrailing())
                    .append('\n');
        }
        if (CMD.matcher(text).find()) {
            notes.add("its user data has a <script>, whose commands are of cmd and stand in the steps as they are:"
                    + " write them as PowerShell");
        }
        if (!joined) {
            notes.add(
                    "its user data does not call Initialize-ECSAgent as a line of its own: read what became of it in the steps");
        }
        if (Boolean.FALSE.equals(agent.get("enableTaskEni"))) {
            agent.remove("awsvpcBlockImds");
        } else {
            // Unlike Mullion, AWS's command leaves the metadata open to tasks unless it is told.
            agent.putIfAbsent("awsvpcBlockImds", false);
        }
        agent.entrySet().removeIf(entry -> entry.getValue().equals(DEFAULTS.get(entry.getKey())));
        return new BootScript(agent, code(before), code(after), notes);
    }

    /** Nothing where there are only comments. */
    private static String code(StringBuilder lines) {
        String text = lines.toString();
        boolean does =
                text.lines().anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"));
        return does ? text : "";
    }

    private static void arguments(String text, Map<String, Object> agent) {
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) {
            Key key = PARAMETERS.get(argument.group(1).toLowerCase(Locale.ROOT));
            if (key != null) {
                String value = Optional.ofNullable(argument.group(2))
                        .map(BootScript::literal)
                        .orElse("true");
                value(key.kind(), value).ifPresent(read -> agent.put(key.name(), read));
            }
        }
    }

    /** Whether the variable is one of the agent. */
    private static boolean set(String name, String value, Map<String, Object> agent) {
        Key key = VARIABLES.get(name);
        if (key == null) {
            key = PARAMETERS.get(name.toLowerCase(Locale.ROOT));
        }
        if (IMPLIED.contains(name) || name.equals("Cluster")) {
            return true;
        }
        if (name.equals("ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM")) {
            agent.put("propagateTagsFromEc2Instance", value.equals("ec2_instance"));
            return true;
        }
        if (key != null) {
            Key known = key;
            Optional<Object> read = value(key.kind(), value);
            read.filter(each -> !each.equals(DEFAULTS.get(known.name())))
                    .ifPresent(each -> agent.put(known.name(), each));
            if (read.isPresent() && read.get().equals(DEFAULTS.get(known.name()))) {
                agent.remove(known.name());
            }
            return read.isPresent();
        }
        if (!name.startsWith("ECS_")) {
            return false;
        }
        Map<String, Object> variables = new TreeMap<>();
        if (agent.get("variables") instanceof Map<?, ?> already) {
            already.forEach((other, its) -> variables.put((String) other, its));
        }
        variables.put(name, value);
        agent.put("variables", variables);
        return true;
    }

    private static Optional<Object> value(Kind kind, String text) {
        return switch (kind) {
            case FLAG -> text.matches("(?i)true|false") ? Optional.of(text.equalsIgnoreCase("true")) : Optional.empty();
            case NUMBER -> whole(text).map(Object.class::cast);
            case SECONDS -> seconds(text);
            case TEXT -> text.contains("$") ? Optional.empty() : Optional.of(text);
            case LIST ->
                JsonValue.read(text)
                        .filter(JsonValue.Items.class::isInstance)
                        .flatMap(items -> plain((JsonValue.Items) items));
            case MAP ->
                JsonValue.read(text)
                        .filter(JsonValue.Fields.class::isInstance)
                        .map(fields -> plain((JsonValue.Fields) fields));
        };
    }

    private static Optional<Object> seconds(String text) {
        Matcher duration = DURATION.matcher(text);
        if (text.isEmpty() || !duration.matches()) {
            return Optional.empty();
        }
        int seconds = 0;
        for (int group = 1; group <= 3; group++) {
            String part = duration.group(group);
            seconds = seconds * 60 + (part == null ? 0 : Integer.parseInt(part));
        }
        return Optional.of(seconds);
    }

    /** A number that a stack file can have: one without a sign or a fraction, of at most nine digits. */
    static Optional<Integer> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Object> plain(JsonValue.Items items) {
        List<Object> list = new ArrayList<>();
        for (JsonValue item : items.values()) {
            Optional<?> plain =
                    item instanceof JsonValue.Numeric number ? whole(number.text()) : Optional.of(text(item));
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            list.add(plain.get());
        }
        return Optional.of(list);
    }

    private static Object plain(JsonValue.Fields fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        fields.values().forEach((key, value) -> map.put(key, text(value)));
        return map;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonValue.Text text ? text.value() : value.toString();
    }

    /** What a literal of PowerShell is; a variable as it is spelled. */
    private static String literal(String spelled) {
        String text = spelled.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        if (quoted) {
            text = text.substring(1, text.length() - 1).replace("`\"", "\"");
        }
        if (text.matches("(?i)\\$(true|false)")) {
            return text.substring(1).toLowerCase(Locale.ROOT);
        }
        return !quoted && text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1).replace("''", "'")
                : text;
    }
}
