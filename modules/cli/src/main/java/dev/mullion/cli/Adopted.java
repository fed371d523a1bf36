package dev.mullion.cli;

import dev.mullion.diff.Report;
import dev.mullion.live.adopt.Adoption;
import dev.mullion.live.adopt.TakenOver;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code mullion adopt} has done.
 *
 * @param directory where the files were written
 * @param files their paths in it
 * @param changes what the first deployment would change
 */
record Adopted(Adoption adoption, TakenOver taken, Path directory, List<String> files, Report changes) {
    /** By which Pulumi takes it over. */
    String nextCommand() {
        return "pulumi import -f import.json --stack " + adoption.stack() + " --generate-code=false --protect=false";
    }
}
