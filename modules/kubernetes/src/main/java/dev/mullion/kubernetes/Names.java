package dev.mullion.kubernetes;

import dev.mullion.core.spec.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Kubernetes' own rules of names, labels and annotations, checked before anything exists.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">names</a>
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">labels</a>
 */
public final class Names {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** The name of most objects. */
    public static final String NAME = "(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*";

    /** That of what is a host, too, as a namespace. */
    public static final String LABEL_NAME = "(?=.{1,63}$)" + LABEL;

    private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
    private static final Pattern DNS_SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern WORD = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final int MAX_SUBDOMAIN = 253;
    private static final int MAX_LABEL = 63;
    // https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/api/validation/objectmeta.go
    private static final int MAX_ANNOTATIONS = 256 * 1024;

    private static final String USE_WORD =
            "use up to 63 letters, digits, dashes, underscores and dots, with a letter or a" + " digit at both ends";

    private Names() {}

    /** Checks what names an object has by the rules of its kind, its labels and its annotations, at their paths in it. */
    public static void check(KubernetesObject object, Problems problems) {
        Problems metadata = problems.at("metadata");
        if (object.apiVersion().startsWith("rbac.authorization.k8s.io/")) {
            checkPathSegment(object.name(), metadata.at("name"));
        } else if (object.kind().equals("Namespace")) {
            checkLabelName(object.name(), metadata.at("name"));
        } else {
            checkName(object.name(), metadata.at("name"));
        }
        object.namespace().ifPresent(namespace -> checkLabelName(namespace, metadata.at("namespace")));
        checkLabels(object.labels(), metadata.at("labels"));
        checkAnnotations(object.annotations(), metadata.at("annotations"));
    }

    /** Roles and their bindings have wider names than everything else, such as {@code system:node}. */
    private static void checkPathSegment(String name, Problems problems) {
        if (name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")) {
            problems.refuse(name, "use a name without slashes and percent signs, and more than dots");
        }
    }

    /** Checks the name of most objects: a DNS subdomain, such as {@code windows-2022.example}. */
    public static void checkName(String name, Problems problems) {
        if (name.length() > MAX_SUBDOMAIN || !DNS_SUBDOMAIN.matcher(name).matches()) {
            problems.refuse(
                    name,
                    "use up to 253 lower-case letters, digits, dashes and dots, with a letter or a digit at both ends and"
                            + " on both sides of a dot");
        }
    }

    /** Checks the name of a namespace, a container or what else is a DNS label: no dots, up to 63 characters. */
    public static void checkLabelName(String name, Problems problems) {
        if (name.length() > MAX_LABEL || !DNS_LABEL.matcher(name).matches()) {
            problems.refuse(
                    name, "use up to 63 lower-case letters, digits and dashes, with a letter or a digit at both ends");
        }
    }

    /** Checks labels, each at its key. */
    public static void checkLabels(Map<String, String> labels, Problems problems) {
        labels.forEach((key, value) -> {
            checkKey(key, problems.atKey(key));
            checkLabelValue(value, problems.at(key));
        });
    }

    /** Checks annotations: keys like those of labels, values as long as all of them together stay below 256 KiB. */
    public static void checkAnnotations(Map<String, String> annotations, Problems problems) {
        annotations.forEach((key, value) -> checkKey(key.toLowerCase(Locale.ROOT), problems.atKey(key)));
        long size = annotations.entrySet().stream()
                .mapToLong(each -> bytes(each.getKey()) + bytes(each.getValue()))
                .sum();
        if (size > MAX_ANNOTATIONS) {
            problems.add("has " + size + " bytes of annotations; Kubernetes takes " + MAX_ANNOTATIONS);
        }
    }

    /** Checks the value of a label; an empty one is allowed. */
    public static void checkLabelValue(String value, Problems problems) {
        if (!value.isEmpty() && !isWord(value)) {
            problems.refuse(value, USE_WORD);
        }
    }

    /** Checks the key of a label, an annotation or a taint: a name, with a domain and a slash in front if wanted. */
    static void checkKey(String key, Problems problems) {
        int slash = key.indexOf('/');
        String domain = slash < 0 ? "a" : key.substring(0, slash);
        if (!isWord(key.substring(slash + 1))) {
            problems.refuse(key, USE_WORD + ", behind a domain and a slash if wanted");
        } else if (domain.length() > MAX_SUBDOMAIN
                || !DNS_SUBDOMAIN.matcher(domain).matches()) {
            problems.refuse(
                    key, "use a domain of up to 253 lower-case letters, digits, dashes and dots in front of the slash");
        }
    }

    /** The part of a key in front of the slash; empty without one. */
    static String domain(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? "" : key.substring(0, slash);
    }

    private static boolean isWord(String text) {
        return text.length() <= MAX_LABEL && WORD.matcher(text).matches();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
