package dev.mullion.live.adopt;

import java.util.Map;
import java.util.Optional;

/**
 * A resource that runs already, as Pulumi's state has it once it is imported.
 *
 * @param part of the stack file that describes it: {@code ""} is the cluster, else such as {@code capacity.general}
 * @param type Pulumi's
 * @param name in the program
 * @param id by which Pulumi's provider imports it
 * @param inputs as AWS told them, in the program's own spelling
 * @param outputs what other resources refer to, {@code id} among them where it is another one than for the import
 * @param givenName its name in AWS, where the program would have Pulumi make one up
 */
record Existing(
        String part,
        String type,
        String name,
        String id,
        Map<String, Object> inputs,
        Map<String, Object> outputs,
        Optional<String> givenName) {}
