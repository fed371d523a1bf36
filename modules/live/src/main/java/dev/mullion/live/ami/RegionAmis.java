package dev.mullion.live.ami;

import dev.mullion.live.AwsProblem;
import java.util.List;

/**
 * What one region answered.
 *
 * @param rows in the order of the question; none where nothing was answered
 * @param problems what could not be asked, each on a line
 */
public record RegionAmis(String region, List<AmiRow> rows, List<AwsProblem> problems) {
    public RegionAmis {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }
}
