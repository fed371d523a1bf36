package dev.mullion.diff;

/** What a file tells of: what would be done, or what was. */
public enum Run {
    PREVIEW("Preview"),
    UPDATE("Update"),
    DESTROY("Destroy"),
    REFRESH("Refresh");

    private final String title;

    Run(String title) {
        this.title = title;
    }

    /** As a headline begins: {@code Preview of shop/dev}. */
    public String title() {
        return title;
    }

    /** Whether it has happened. */
    public boolean happened() {
        return this != PREVIEW;
    }
}
