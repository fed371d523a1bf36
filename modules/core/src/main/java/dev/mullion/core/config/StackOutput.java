package dev.mullion.core.config;

import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.spec.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that another stack gives: {@code {stack: acme/network/live, output: vpcId}}, wherever an id, an ARN or another
 * {@linkplain LateKeys text of a deployment} is wanted, or a list of such.
 *
 * @param stack {@code organization/project/stack}; the organization is {@code organization} where Pulumi keeps states in a bucket
 *     or a folder
 * @param output its output, or a part of one: {@code kubeconfigs.shop}, {@code subnetIds[0]}
 * @see <a href="https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences">Stack references</a>
 */
public record StackOutput(String stack, String output) {
    private static final String STACK = "stack";
    private static final String OUTPUT = "output";
    private static final Set<String> KEYS = Set.of(STACK, OUTPUT);

    // The names that Pulumi takes: https://www.pulumi.com/docs/iac/concepts/stacks/#create-stack
    public static final String FULL_NAME_REGEX = "[A-Za-z0-9_.-]{1,100}(?:/[A-Za-z0-9_.-]{1,100}){2}";
    public static final String PATH_REGEX = "[A-Za-z0-9_:/@+=-]+(?:\\.[A-Za-z0-9_:/@+=-]+|\\[[0-9]{1,4}\\])*";

    /** The longest path of an output, in characters. */
    public static final int MAX_PATH = 200;

    private static final Pattern FULL_NAME = Pattern.compile(FULL_NAME_REGEX);
    private static final Pattern PATH = Pattern.compile(PATH_REGEX);
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|[^.\\[\\]]+");

    /** Whether a map where a text or a list is wanted is meant as one. */
    static boolean isMeant(Mapping mapping) {
        return mapping.entries().keySet().stream().anyMatch(KEYS::contains);
    }

    /** What is wrong with how it is written. */
    static Optional<String> refusal(Mapping mapping) {
        String shape = "; a value of another stack is {stack: organization/project/stack, output: name}";
        for (String key : mapping.entries().keySet()) {
            if (!KEYS.contains(key)) {
                return Optional.of("got the key " + Shown.text(key) + shape);
            }
        }
        Optional<String> stack = mapping.text(STACK);
        Optional<String> output = mapping.text(OUTPUT);
        if (stack.isEmpty() || output.isEmpty()) {
            return Optional.of("has no " + (stack.isEmpty() ? STACK : OUTPUT) + " that is text" + shape);
        }
        if (!FULL_NAME.matcher(stack.get()).matches()) {
            return Optional.of("got the stack " + Shown.text(stack.get())
                    + "; use its full name, such as acme/network/live (organization/network/live where states are in a"
                    + " bucket or a folder)");
        }
        return output.filter(
                        path -> path.length() > MAX_PATH || !PATH.matcher(path).matches())
                .map(path -> "got the output " + Shown.text(path)
                        + "; use the name of an output, or of a part of it, such as kubeconfigs.shop or subnetIds[0]");
    }

    /** One that is written as it should be. */
    static StackOutput of(Mapping mapping) {
        return new StackOutput(
                mapping.text(STACK).orElseThrow(), mapping.text(OUTPUT).orElseThrow());
    }

    private StackOutput item(int index) {
        return new StackOutput(stack, output + "[" + index + "]");
    }

    /**
     * What stands for it where nobody reads stacks: {@code ${acme/network/live.vpcId}}. Behind a name with a dot stands {@code #}, which
     * is in no name: else the symbols of {@code a.b} of one stack and {@code b} of another would be the same.
     */
    public String symbol() {
        return "${" + stack + (stack.indexOf('.') < 0 ? "." : "#") + output + "}";
    }

    /**
     * What stands for a list: nobody knows how long it is, and two is what a load balancer needs of subnets. The second,
     * {@code ${acme/network/live.subnetIds[1...]}}, stands for all others, too, and is not the symbol of one item.
     */
    public List<Given.Unknown> items() {
        return List.of(
                new Given.Unknown(item(0).symbol()),
                new Given.Unknown(item(1).symbol().replaceFirst("]}$", "...]}")));
    }

    /** The name of the output that it is a part of, and the keys and indices that lead there. */
    public List<Object> steps() {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(output);
        while (step.find()) {
            steps.add(step.group(1) == null ? step.group() : Integer.valueOf(step.group(1)));
        }
        return steps;
    }

    /** The name of the output that it is a part of, where none has all of its name. */
    public String whole() {
        return (String) steps().get(0);
    }

    /**
     * Its value among all outputs of its stack, as Pulumi gives them: an output of that very name, else the part that it names.
     */
    public Optional<Object> in(Map<String, Object> outputs) {
        if (outputs.containsKey(output)) {
            return Optional.ofNullable(outputs.get(output));
        }
        Optional<Object> found = Optional.of(outputs);
        for (Object step : steps()) {
            found = found.flatMap(value -> below(value, step));
        }
        return found;
    }

    private static Optional<Object> below(Object value, Object step) {
        if (value instanceof Map<?, ?> map) {
            return Optional.ofNullable(map.get(step));
        }
        return value instanceof List<?> list && step instanceof Integer at && at < list.size()
                ? Optional.ofNullable(list.get(at))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "the output " + output + " of the stack " + stack;
    }
}
