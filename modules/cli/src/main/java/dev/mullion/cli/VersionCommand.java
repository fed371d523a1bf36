package dev.mullion.cli;

/** {@code mullion version}: which release this is, and on which Java it runs. */
final class VersionCommand extends Command {
    VersionCommand() {
        super("version", "Prints the version, the commit that it was built from, and the Java that runs it.");
    }

    @Override
    public Integer call() {
        out().println(BuiltFrom.line());
        out().println("java " + System.getProperty("java.version") + " (" + System.getProperty("java.home") + ")");
        return 0;
    }
}
