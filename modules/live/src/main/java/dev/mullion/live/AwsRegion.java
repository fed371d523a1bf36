package dev.mullion.live;

import dev.mullion.core.spec.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The services of one region, each client made when it is first asked for. From {@link AwsClients#in}. */
public final class AwsRegion {
    private final AwsClients aws;
    private final AwsSettings settings;
    private final String name;
    private final Map<Class<?>, SdkAutoCloseable> clients = new ConcurrentHashMap<>();
    private final Map<JsonService.Name, JsonService> json = new ConcurrentHashMap<>();

    AwsRegion(AwsClients aws, AwsSettings settings, String name) {
        this.aws = aws;
        this.settings = settings;
        this.name = name;
    }

    /** Such as {@code eu-west-1}. */
    public String name() {
        return name;
    }

    public Ec2Client ec2() {
        return client(Ec2Client.class, () -> aws.client(Ec2Client.builder(), name));
    }

    public SsmClient ssm() {
        return client(SsmClient.class, () -> aws.client(SsmClient.builder(), name));
    }

    public EcsClient ecs() {
        return client(EcsClient.class, () -> aws.client(EcsClient.builder(), name));
    }

    public EksClient eks() {
        return client(EksClient.class, () -> aws.client(EksClient.builder(), name));
    }

    public AutoScalingClient autoScaling() {
        return client(AutoScalingClient.class, () -> aws.client(AutoScalingClient.builder(), name));
    }

    public ElasticLoadBalancingV2Client elasticLoadBalancing() {
        return client(
                ElasticLoadBalancingV2Client.class, () -> aws.client(ElasticLoadBalancingV2Client.builder(), name));
    }

    public IamClient iam() {
        return client(IamClient.class, () -> aws.client(IamClient.builder(), name));
    }

    public ServiceQuotasClient serviceQuotas() {
        return client(ServiceQuotasClient.class, () -> aws.client(ServiceQuotasClient.builder(), name));
    }

    /** A service without a client of its own. */
    public JsonService json(JsonService.Name service) {
        return json.computeIfAbsent(service, asked -> aws.json(asked, name));
    }

    private <C extends SdkAutoCloseable> C client(Class<C> type, Supplier<C> maker) {
        return type.cast(clients.computeIfAbsent(type, unused -> maker.get()));
    }

    /**
     * Asks AWS.
     *
     * @param action the permission that the call needs, such as {@code ssm:GetParameters}
     * @param call one call, or the reading of all its pages
     * @throws AwsProblem when there is no answer
     */
    public <T> T ask(String action, Supplier<T> call) {
        String asked = action + " in " + name;
        aws.asks(asked);
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsProblems.of(e, action, name, settings, aws.secrets());
        } catch (UserException e) {
            throw e;
        } catch (RuntimeException e) {
            throw AwsProblems.odd(e, asked, settings);
        }
    }

    /**
     * The same where the rest can be told without: empty where the call is not allowed.
     *
     * @param denied gets the problem
     */
    public <T> Optional<T> askUnlessDenied(String action, Supplier<T> call, List<AwsProblem> denied) {
        try {
            return Optional.of(ask(action, call));
        } catch (AwsProblem problem) {
            if (!problem.isDenied()) {
                throw problem;
            }
            denied.add(problem);
            return Optional.empty();
        }
    }

    void close() {
        clients.values().forEach(SdkAutoCloseable::close);
    }
}
