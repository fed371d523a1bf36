package dev.mullion.specgen;

import javax.lang.model.element.Element;

/** A spec that no builder can be generated for; the message says what to change. */
final class Refusal extends Exception {
    @SuppressWarnings("serial") // never serialised
    private final Element at;

    private final String problem;

    Refusal(Element at, String problem) {
        super(problem);
        this.at = at;
        this.problem = problem;
    }

    Element at() {
        return at;
    }

    String problem() {
        return problem;
    }
}
