package dev.mullion.plan;

import dev.mullion.core.text.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan as {@code pulumi preview} leaves it on a terminal: the tree, what was said, the stack's outputs and the count. */
public final class PlanText {
    private static final Map<Operation, String> MARKS =
            Map.of(Operation.CREATE, "+ ", Operation.IMPORT, "= ", Operation.READ, "> ");

    /** A longer text shows its beginning alone: the outputs are to fit on a screen. */
    private static final int MAX_LINES = 8;

    private static final int FIRST_LINES = 3;

    private final Plan plan;
    private final String stack;
    private final boolean inputs;
    private final Appendable out;
    private final Map<String, List<Step>> children = new LinkedHashMap<>();

    private PlanText(Plan plan, String stack, boolean inputs, Appendable out) {
        this.plan = plan;
        this.stack = stack;
        this.inputs = inputs;
        this.out = out;
    }

    /**
     * Writes the plan; the last line ends with a line feed.
     *
     * @param stack the name in the first line
     */
    public static void write(Plan plan, String stack, Appendable out) throws IOException {
        new PlanText(plan, stack, false, out).write();
    }

    /** The same with every input of every resource in place of the tree, as {@code pulumi preview --diff} shows them. */
    public static void writeInputs(Plan plan, String stack, Appendable out) throws IOException {
        new PlanText(plan, stack, true, out).write();
    }

    private void write() throws IOException {
        line("Previewing update (" + stack + "):");
        line("");
        if (!plan.steps().isEmpty()) {
            tree();
            line("");
        }
        diagnostics();
        outputs();
        line("Resources:");
        for (Map.Entry<Operation, Integer> change : plan.changeSummary().entrySet()) {
            line("    " + mark(change.getKey()) + change.getValue() + " to "
                    + change.getKey().word());
        }
        if (plan.changeSummary().size() > 1) {
            line("    "
                    + plan.changeSummary().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum() + " changes");
        }
        long errored = plan.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .map(diagnostic -> diagnostic.urn().orElse(""))
                .distinct()
                .count();
        if (errored > 0) {
            line("    " + errored + " errored");
        }
    }

    private record Row(String mark, String type, String name, String operation) {}

    private void tree() throws IOException {
        List<Step> roots = new ArrayList<>();
        for (Step step : plan.steps()) {
            step.newState()
                    .parent()
                    .map(parent -> children.computeIfAbsent(parent, of -> new ArrayList<>()))
                    .orElse(roots)
                    .add(step);
        }
        if (inputs) {
            for (Step root : roots) {
                details(root, "");
            }
            return;
        }
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("  ", "Type", "Name", "Plan"));
        for (Step root : roots) {
            rows(root, "", "", rows);
        }
        int types = rows.stream().mapToInt(row -> row.type().length()).max().orElse(0);
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        for (Row row : rows) {
            line((" " + row.mark() + "  " + padded(row.type(), types) + "  " + padded(row.name(), names) + "  "
                            + row.operation())
                    .stripTrailing());
        }
    }

    private void rows(Step step, String lead, String indent, List<Row> rows) {
        ResourceState state = step.newState();
        rows.add(new Row(
                mark(step.op()),
                lead + displayed(state.type()),
                state.name(),
                step.op().word()));
        List<Step> below = children.getOrDefault(step.urn(), List.of());
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            rows(below.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "), rows);
        }
    }

    private void details(Step step, String indent) throws IOException {
        ResourceState state = step.newState();
        String below = indent + "    ";
        line(indent + mark(step.op()) + state.type() + ": (" + step.op().word() + ")");
        line(below + "[urn=" + Visible.text(state.urn()) + "]");
        if (state.id().isPresent()) {
            line(below + "[id=" + Visible.text(state.id().get()) + "]");
        }
        if (state.provider().isPresent()) {
            line(below + "[provider=" + Visible.text(state.provider().get()) + "]");
        }
        fields(state.inputs(), below);
        for (Step child : children.getOrDefault(step.urn(), List.of())) {
            details(child, below);
        }
    }

    private void diagnostics() throws IOException {
        Map<String, List<Diagnostic>> byResource = new LinkedHashMap<>();
        for (Diagnostic diagnostic : plan.diagnostics()) {
            byResource
                    .computeIfAbsent(diagnostic.urn().or(this::root).orElse(""), urn -> new ArrayList<>())
                    .add(diagnostic);
        }
        if (byResource.isEmpty()) {
            return;
        }
        line("Diagnostics:");
        for (Map.Entry<String, List<Diagnostic>> resource : byResource.entrySet()) {
            if (!resource.getKey().isEmpty()) {
                String urn = resource.getKey();
                line("  " + displayed(Urns.type(urn)) + " (" + Urns.name(urn) + "):");
            }
            for (Diagnostic diagnostic : resource.getValue()) {
                for (String line : diagnostic.message().split("\n", -1)) {
                    if (!line.isBlank()) {
                        line("    " + Visible.text(line.stripTrailing()));
                    }
                }
            }
            line("");
        }
    }

    private Optional<String> root() {
        return plan.steps().stream()
                .map(Step::urn)
                .filter(urn -> Urns.type(urn).equals(Urns.STACK_TYPE))
                .findFirst();
    }

    private void outputs() throws IOException {
        for (Step step : plan.steps()) {
            PropertyValue.Fields outputs = step.newState().outputs();
            if (!outputs.values().isEmpty()) {
                line("Outputs:");
                fields(outputs, "    ");
                line("");
            }
        }
    }

    private void fields(PropertyValue.Fields fields, String indent) throws IOException {
        int longest = fields.values().keySet().stream()
                .mapToInt(key -> Visible.text(key).length())
                .max()
                .orElse(1);
        for (Map.Entry<String, PropertyValue> field : fields.values().entrySet()) {
            out.append(indent)
                    .append(padded(Visible.text(field.getKey()), longest))
                    .append(": ");
            value(NamedSecrets.hidden(field.getKey(), field.getValue()), indent);
        }
    }

    private void value(PropertyValue value, String indent) throws IOException {
        if (value instanceof PropertyValue.Fields fields && !fields.values().isEmpty()) {
            line("{");
            fields(fields, indent + "    ");
            line(indent + "}");
        } else if (value instanceof PropertyValue.Items items && !items.values().isEmpty()) {
            line("[");
            for (int i = 0; i < items.values().size(); i++) {
                out.append(indent).append("    [" + i + "]: ");
                value(items.values().get(i), indent + "    ");
            }
            line(indent + "]");
        } else if (value instanceof PropertyValue.Text text && text.value().contains("\n")) {
            block(text.value().stripTrailing().split("\n", -1), indent + "    ");
        } else {
            line(scalar(value));
        }
    }

    /** Pulumi prints the first three lines of a script as one line full of {@code \n}, which nobody can review. */
    private void block(String[] lines, String indent) throws IOException {
        line("|");
        int shown = lines.length > MAX_LINES && !inputs ? FIRST_LINES : lines.length;
        for (int i = 0; i < shown; i++) {
            line(lines[i].isEmpty() ? "" : indent + Visible.text(lines[i]));
        }
        if (shown < lines.length) {
            line(indent + "... " + (lines.length - shown) + " more lines");
        }
    }

    private static String scalar(PropertyValue value) {
        if (value instanceof PropertyValue.Text text) {
            return text(text.value());
        }
        if (value instanceof PropertyValue.Secret) {
            return PropertyValue.SECRET.value();
        }
        if (value instanceof PropertyValue.Bool bool) {
            return String.valueOf(bool.value());
        }
        if (value instanceof PropertyValue.Numeric number) {
            return number.toString();
        }
        if (value instanceof PropertyValue.Items) {
            return "[]";
        }
        return value instanceof PropertyValue.Fields ? "{}" : "<null>";
    }

    private static String text(String text) {
        if (text.equals(PropertyValue.SECRET.value())) {
            return text;
        }
        if (text.equals(PropertyValue.UNKNOWN.value())) {
            return "[unknown]";
        }
        return "\""
                + Visible.text(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t")) + "\"";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String mark(Operation operation) {
        return MARKS.getOrDefault(operation, "  ");
    }

    /** {@code aws:ec2/launchTemplate:LaunchTemplate} is {@code aws:ec2:LaunchTemplate} to a reader. */
    private static String displayed(String type) {
        int slash = type.indexOf('/');
        int colon = type.lastIndexOf(':');
        boolean repeated = slash > 0 && type.substring(slash + 1, colon).equalsIgnoreCase(type.substring(colon + 1));
        return repeated ? type.substring(0, slash) + type.substring(colon) : type;
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
