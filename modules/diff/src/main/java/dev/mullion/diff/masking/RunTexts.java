package dev.mullion.diff.masking;

import dev.mullion.plan.PropertyValue;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which texts a machine runs. Who takes them line by line is no reader of JSON or YAML, and what these pass over, such as quotes,
 * counts: EC2Launch looks for {@code <powershell>} anywhere in user data, and a shell reads what happens to be YAML, too.
 */
public final class RunTexts {
    /** The last one of CloudFormation. */
    private static final Set<String> USER_DATA = Set.of("userData", "userDataBase64", "UserData");

    /**
     * Names of properties, as a pattern: of launch templates, containers, documents of Systems Manager and what pulumi-command
     * runs.
     */
    public static final String NAMES =
            "userData|userDataBase64|UserData|command|commands|entryPoint|args|runCommand|script"
                    + "|create|update|delete";

    /** Ends of files' names, as a pattern without regard to case. */
    public static final String FILES = "\\.(?:ps1|psm1|psd1|cmd|bat|sh|bash|py|js|vbs|rb|pl)";

    /** Of an object in S3. */
    private static final Set<String> CONTENT = Set.of("content", "contentBase64");

    private static final Set<String> ASSET = Set.of("text", "hash");

    private static final Pattern NAME = Pattern.compile("(?:" + NAMES + ")|.*(?i:" + FILES + ")", Pattern.DOTALL);

    private RunTexts() {}

    /** Whether a property of that name is what an instance starts with. */
    public static boolean isUserData(String key) {
        return USER_DATA.contains(key);
    }

    /** @param key the property's, or a file's name */
    static boolean isRun(String key, String text) {
        return text.startsWith("#!") || NAME.matcher(key).matches();
    }

    /** The name that tells of a property who reads it: of the content of an object in S3 the object's. */
    static String key(PropertyValue.Fields of, String key) {
        return CONTENT.contains(key) && of.values().get("key") instanceof PropertyValue.Text object
                ? object.value()
                : key;
    }

    /** Whether it is the text of a file that a program hands over, to whoever reads it; without its signature. */
    static boolean isAsset(String key, PropertyValue value) {
        return key.equals("asset")
                && value instanceof PropertyValue.Fields of
                && of.values().containsKey("text")
                && ASSET.containsAll(of.values().keySet());
    }
}
