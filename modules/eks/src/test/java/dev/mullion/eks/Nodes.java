package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.StepsSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents of nodes, as tests need them. */
final class Nodes {
    static final String CLUSTER = "shop-dev";
    static final String ENDPOINT = "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com";
    static final String KUBELET = "--node-labels=\"team=storefront,edition=core\""
            + " --register-with-taints=\"os=windows:NoSchedule\" --max-pods=110";

    private final Path directory;
    private LaunchAgent agent = LaunchAgent.EC2LAUNCH_V2;
    private NodeBootstrap bootstrap = bootstrap(KUBELET);
    private Optional<Integer> pageFileSizeMib = Optional.empty();
    private boolean csiFolder;
    private Optional<DomainJoinSpec> domainJoin = Optional.empty();
    private final List<String> before = new ArrayList<>();
    private final List<String> once = new ArrayList<>();
    private final List<String> afterDomainJoin = new ArrayList<>();
    private final List<String> after = new ArrayList<>();

    /** @param directory where the files of the user are written */
    Nodes(Path directory) {
        this.directory = directory;
    }

    static NodeBootstrap bootstrap(String kubeletExtraArgs) {
        return new NodeBootstrap(
                CLUSTER,
                ENDPOINT,
                "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==",
                "172.20.0.0/16",
                "172.20.0.10",
                kubeletExtraArgs,
                "",
                List.of());
    }

    Nodes agent(LaunchAgent launchAgent) {
        agent = launchAgent;
        return this;
    }

    Nodes bootstrap(NodeBootstrap told) {
        bootstrap = told;
        return this;
    }

    Nodes pageFile(int mebibytes) {
        pageFileSizeMib = Optional.of(mebibytes);
        return this;
    }

    Nodes csiFolder() {
        csiFolder = true;
        return this;
    }

    Nodes domainJoin(DomainJoinSpec spec) {
        domainJoin = Optional.of(spec);
        return this;
    }

    Nodes before(String file, String text) {
        before.add(write(file, text));
        return this;
    }

    Nodes once(String file, String text) {
        once.add(write(file, text));
        return this;
    }

    Nodes afterDomainJoin(String file, String text) {
        afterDomainJoin.add(write(file, text));
        return this;
    }

    Nodes after(String file, String text) {
        after.add(write(file, text));
        return this;
    }

    UserData own() {
        Problems unread = new Problems();
        UserData own = EksNodeUserData.own(
                agent, bootstrap, pageFileSizeMib, csiFolder, domainJoin, List.of(), steps(), directory, unread);
        assertThat(unread.problems()).isEmpty();
        return own;
    }

    Optional<UserData> preCommands() {
        Problems unread = new Problems();
        Optional<UserData> commands = EksNodeUserData.preCommands(agent, csiFolder, steps(), directory, unread);
        assertThat(unread.problems()).isEmpty();
        return commands;
    }

    private StepsSpec steps() {
        return StepsSpec.builder()
                .before(before)
                .once(once)
                .afterDomainJoin(afterDomainJoin)
                .after(after)
                .build();
    }

    private String write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
