package dev.mullion.hosts;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.List;

/**
 * A local group whose members may use BuildKit's pipe, beside administrators. The host creates it and adds the members.
 *
 * <pre>{@code
 * groups:
 *   - buildkit-users
 *   - {name: ci, members: ['CORP\runner']}
 * }</pre>
 *
 * @param name of the group
 * @param members local users, or those of a domain that the host is in; a member logs on again before it counts
 */
@Matches(BuildkitGroupSpec.NAME)
@GenerateBuilder
public record BuildkitGroupSpec(
        @Required @Explain(api = "New-LocalGroup -Name", example = "builders") @Matches(BuildkitGroupSpec.NAME)
        String name,

        @Explain(api = "Add-LocalGroupMember -Member", example = "['CORP\\agents']") @Matches(BuildkitGroupSpec.MEMBER)
        List<String> members)
        implements Spec {
    /** https://learn.microsoft.com/windows/win32/api/lmaccess/ns-lmaccess-localgroup_info_0; a comma would part two groups. */
    static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,255}";

    static final String MEMBER = "([A-Za-z0-9][A-Za-z0-9._-]*\\\\)?[A-Za-z0-9][A-Za-z0-9 ._$-]*";

    /** The short form: a group without members. */
    public static BuildkitGroupSpec parse(String name) {
        return new BuildkitGroupSpec(name, List.of());
    }

    public static BuildkitGroupSpecBuilder builder() {
        return new BuildkitGroupSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (!BuildkitGroupSpecBuilder.matchesName(name)) {
            problems.at("name").refuse(name, "use a local group's name: letters, digits, spaces and . _ -");
        }
        for (int i = 0; i < members.size(); i++) {
            if (!BuildkitGroupSpecBuilder.matchesMembers(members.get(i))) {
                problems.at("members").at(i).refuse(members.get(i), "use a user's name, or DOMAIN\\user");
            }
        }
    }
}
