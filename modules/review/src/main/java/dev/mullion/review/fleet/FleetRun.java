package dev.mullion.review.fleet;

import dev.mullion.review.Refusal;
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
         * @throws IOException as for one stack alone, and so with all else that ends it: its lines become the stack's problems
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
        InOrder.each(fleet.stacks(), stack -> row(work, stack), FleetRun::broken, row -> {
            whole[0] &= !row.isBroken();
            rows.add(row);
        });
        return whole[0];
    }

    private static FleetRow row(Work work, FleetStack stack) throws IOException {
        return Refusal.or(() -> work.of(stack), lines -> broken(stack, lines));
    }

    private static FleetRow broken(FleetStack stack, String lines) {
        return FleetRow.broken(stack, List.of(), lines.lines().toList());
    }
}
