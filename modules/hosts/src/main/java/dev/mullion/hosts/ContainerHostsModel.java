package dev.mullion.hosts;

import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.ec2.UserDataSpec;
import java.util.List;
import java.util.Optional;

/**
 * Hosts as their stack sees them, before anything is made: their spec under its key, and what follows from both. The component
 * {@link WindowsContainerHosts} makes them; {@link #VALIDATORS} say whether it may.
 */
public final class ContainerHostsModel {
    /** All that is checked of hosts, in a stack file and in a program alike. */
    public static final List<Validator<ContainerHostsModel>> VALIDATORS = List.of(
            HostNameRules::check,
            (hosts, problems) -> hosts.spec().check(problems),
            HostReleaseRules::check,
            IsolationRules::check,
            HostNetworkRules::check,
            HostScriptRules::check);

    private final String key;
    private final WindowsContainerHostsSpec spec;
    private final StackContext context;
    private final Optional<KnownNetwork> network;
    private final ContainerHost host;
    private final UserData userData;
    private final List<Problem> unread;

    /**
     * The hosts, with the files of the user's own steps read; nothing is checked yet.
     *
     * @param key in the stack; also the component's name
     * @param network where they run; empty when the stack lacks one
     */
    public ContainerHostsModel(
            String key, WindowsContainerHostsSpec spec, StackContext context, Optional<KnownNetwork> network) {
        this.key = key;
        this.spec = spec;
        this.context = context;
        this.network = network;
        this.host = spec.host(vpcRange(), spec.cloudWatchLogs().map(logs -> logGroupName()));
        Problems problems = new Problems();
        this.userData = HostUserData.compose(
                spec.instance().operatingSystem().launchAgent(),
                host,
                spec.domainJoin(),
                spec.instance().steps(),
                context.directory(),
                problems.at("steps"));
        this.unread = problems.problems();
    }

    /**
     * The hosts, after all checks; warnings go to the context.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is refused, by paths that start with the key
     */
    static ContainerHostsModel checked(
            String key, WindowsContainerHostsSpec spec, StackContext context, Optional<KnownNetwork> network) {
        ContainerHostsModel hosts = new ContainerHostsModel(key, spec, context, network);
        Problems problems = new Problems();
        Validator.all(VALIDATORS, hosts, problems.at(key));
        problems.throwIfAny();
        problems.warnings().forEach(context::warn);
        return hosts;
    }

    public String key() {
        return key;
    }

    public WindowsContainerHostsSpec spec() {
        return spec;
    }

    public StackContext context() {
        return context;
    }

    /** What is known of where they run. */
    public Optional<KnownNetwork> network() {
        return network;
    }

    /** The range of the VPC, where it is known before a deployment. */
    Optional<Ipv4Cidr> vpcRange() {
        return network.flatMap(known -> known.spec()
                .filter(NetworkSpec::isNew)
                .map(NetworkSpec::newCidrBlock)
                .or(known::cidrBlock));
    }

    /** Where the hosts log, when they log to CloudWatch. */
    String logGroupName() {
        return "/mullion/hosts/" + context.name(key);
    }

    /** What each host is made to be. */
    public ContainerHost host() {
        return host;
    }

    /** What the hosts boot with. */
    public UserData userData() {
        return userData;
    }

    /** How the hosts get their script from S3, where it does not fit into their launch template. */
    public Optional<UserDataFetch> fetch() {
        UserDataSpec storage = spec.instance().userData();
        return storage.inS3(userData)
                ? Optional.of(StoredUserData.of(key, storage, context)
                        .fetch(StoredUserData.Script.known(userData), storage, userData))
                : Optional.empty();
    }

    /** The same steps for a machine that is not on AWS, as one PowerShell script. */
    public String standaloneScript() {
        return HostScript.standalone(host);
    }

    /** Files of the user's own steps that can not be read, by paths that start at the hosts. */
    List<Problem> unread() {
        return unread;
    }

    /**
     * Refuses what a preview only warns of: an archive whose hash nobody knows.
     *
     * @param problems the view of the hosts
     */
    public void checkDeployment(Problems problems) {
        BuilderRules.checkDeployment(host.archives(), problems);
    }
}
