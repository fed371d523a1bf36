package dev.mullion.plan;

/** How Pulumi names the resources of one stack; sdk/go/common/resource/urn and the engine's step generator. */
public record Urns(String project, String stack) {
    /** The type of the resource that stands for the stack itself. */
    public static final String STACK_TYPE = "pulumi:pulumi:Stack";

    private static final String DELIMITER = "::";

    /** The parent is a URN, or empty for a resource that has none. */
    public String urn(String parent, String type, String name) {
        return urn(stack, project, parent.isEmpty() ? "" : typeChain(parent), type, name);
    }

    /** The last part; all of what is no URN. */
    public static String name(String urn) {
        String[] parts = parts(urn);
        return parts[parts.length - 1];
    }

    /** The resource's own type; empty for what is no URN, as a masked one may be. */
    public static String type(String urn) {
        String chain = typeChain(urn);
        return chain.substring(chain.lastIndexOf('$') + 1);
    }

    /** The URN of a resource below a chain of types, which is empty for a resource without a parent. */
    public static String urn(String stack, String project, String parentChain, String type, String name) {
        String chain = parentChain.isEmpty() || parentChain.equals(STACK_TYPE) ? type : parentChain + "$" + type;
        return String.join(DELIMITER, "urn:pulumi:" + stack, project, chain, name);
    }

    /** The types of the resource and of its parents, the outermost first; empty for what is no URN. */
    public static String typeChain(String urn) {
        String[] parts = parts(urn);
        return parts.length < 4 ? "" : parts[2];
    }

    /** A name may hold the delimiter; what comes before it may not. */
    private static String[] parts(String urn) {
        return urn.split(DELIMITER, 4);
    }
}
