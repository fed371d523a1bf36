package dev.mullion.eks;

import com.pulumi.exceptions.RunException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of {@code mapRoles} in the data of aws-auth: a YAML list of which EKS reads {@code rolearn}, {@code username} and {@code groups}. */
final class AwsAuthRoles {
    /**
     * What a Windows node needs. The third is a Kubernetes group: without it kube-proxy may nothing, and no pod finds a
     * service (aws/containers-roadmap issue 1977).
     */
    private static final List<String> GROUPS =
            List.of("system:bootstrappers", "system:nodes", "eks:kube-proxy-windows");

    private static final String KEY = "mapRoles";

    /** Behind any number of lines that are empty or comments; a cluster may have 1 MiB of them. */
    private static final Pattern FIRST_ITEM = Pattern.compile("\\A(?:[^\\S\n]*+(?:#[^\n]*+)?+\n)*+( *)- ");

    private AwsAuthRoles() {}

    /**
     * What is to stand there, with an entry for each role.
     *
     * @param data of the ConfigMap, which a map without entries has not
     */
    static Map<String, String> in(@Nullable Map<String, String> data, List<String> roleArns) {
        return Map.of(KEY, with(data == null ? null : data.get(KEY), roleArns));
    }

    /**
     * The text with an entry for each role, behind what is there. A role that is named there already keeps its entry: whoever
     * wrote it answers for it.
     *
     * @param written what is there, or nothing
     */
    static String with(@Nullable String written, List<String> roleArns) {
        String text = written == null || written.strip().equals("[]") ? "" : written.stripTrailing();
        Matcher first = FIRST_ITEM.matcher(text);
        if (!text.isEmpty() && !first.find()) {
            throw new RunException(
                    "kube-system/aws-auth: mapRoles is no list with an item a line, to which entries could be"
                            + " added; add the roles " + String.join(", ", roleArns) + " by hand, with the groups "
                            + GROUPS);
        }
        String indent = text.isEmpty() ? "" : first.group(1);
        StringBuilder all = new StringBuilder(text);
        for (String arn : roleArns) {
            if (!isNamed(arn, text)) {
                all.append(all.length() > 0 ? "\n" : "")
                        .append(entry(arn).indent(indent.length()).stripTrailing());
            }
        }
        return all.append('\n').toString();
    }

    private static boolean isNamed(String arn, String text) {
        return Pattern.compile("rolearn:\\s*[\"']?" + Pattern.quote(arn) + "[\"']?\\s*$", Pattern.MULTILINE)
                .matcher(text)
                .find();
    }

    private static String entry(String arn) {
        StringBuilder entry =
                new StringBuilder("- rolearn: " + arn + "\n  username: system:node:{{EC2PrivateDNSName}}\n  groups:\n");
        GROUPS.forEach(group -> entry.append("    - ").append(group).append('\n'));
        return entry.toString();
    }
}
