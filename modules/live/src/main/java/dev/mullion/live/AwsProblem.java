package dev.mullion.live;

import dev.mullion.core.spec.UserException;

/** Why AWS could not be asked, or did not answer: one line, which says what to do. */
public final class AwsProblem extends UserException {
    /** What a caller may decide by. */
    public enum Kind {
        /** Nobody is signed in, or AWS does not know them. */
        CREDENTIALS,
        /** This one call is not allowed; others may be. */
        DENIED,
        /** The calls were too many, also after several attempts. */
        THROTTLED,
        /** Nothing of AWS answers there: no such host, no answer in time, a broken connection, a page of somebody else. */
        UNREACHABLE,
        /** AWS refused the call itself. */
        REFUSED
    }

    private final Kind kind;

    AwsProblem(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the rest can still be asked: {@link AwsRegion#askUnlessDenied} goes on. */
    public boolean isDenied() {
        return kind == Kind.DENIED;
    }
}
