package dev.mullion.review.fleet;

import dev.mullion.core.files.IoProblem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.util.List;

/** Does the same with each stack of a fleet, as many at once as there are processors. */
public final class FleetRun {
    private FleetRun() {}

    /** What is done with one stack. Of two stacks of one project it may be asked at the same time. */
    public interface Work {
        /**
         * What there is to say of the stack.
         *
         * @throws SpecException and the others as for one stack alone: they become its problems
         */
        FleetRow of(FleetStack stack) throws IOException;
    }

    /** Takes the rows. */
    public interface Rows {
        void add(FleetRow row) throws IOException;
    }

    /**
     * Does it.
     *
     * @param rows takes them in the order of the stacks, each as soon as those before it are done
     * @return whether no stack is broken
     */
    public static boolean over(Fleet fleet, Work work, Rows rows) throws IOException {
        boolean[] whole = {true};
        InOrder.each(fleet.stacks(), stack -> row(work, stack), row -> {
            whole[0] &= !row.isBroken();
            rows.add(row);
        });
        return whole[0];
    }

    private static FleetRow row(Work work, FleetStack stack) {
        try {
            return work.of(stack);
        } catch (SpecException | UserException e) {
            return broken(stack, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return broken(stack, IoProblem.line(e));
        }
    }

    private static FleetRow broken(FleetStack stack, String message) {
        return FleetRow.broken(stack, List.of(), message.lines().toList());
    }
}
