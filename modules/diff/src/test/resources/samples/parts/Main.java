package parts;

import com.pulumi.Pulumi;
import com.pulumi.Context;
import com.pulumi.asset.*;
import com.pulumi.aws.cloudwatch.*;
import com.pulumi.aws.ec2.*;
import com.pulumi.aws.ec2.inputs.*;
import com.pulumi.aws.ecs.*;
import com.pulumi.aws.iam.*;
import com.pulumi.aws.s3.*;
import com.pulumi.aws.ssm.*;
import com.pulumi.core.Output;
import com.pulumi.resources.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public final class Main {
    static final class Site extends ComponentResource {
        Site(String name) { super("parts:index:Site", name, ComponentResourceOptions.Empty); }
        void done(Map<String, Output<?>> o) { registerOutputs(o); }
    }

    public static void main(String[] args) { Pulumi.run(Main::stack); }

    private static void stack(Context ctx) {
        boolean second = ctx.config().requireInteger("phase") == 2;
        if (ctx.config().requireInteger("phase") == 3) new LogGroup("bad", LogGroupArgs.builder().name("no spaces allowed").retentionInDays(8).build());
        Output<String> password = ctx.config().requireSecret("databasePassword");
        var site = new Site("site");
        var in = CustomResourceOptions.builder().parent(site).build();

        var vpc = Vpc.get("shared", Output.of(ctx.config().require("vpcId")), null, null);
        new com.pulumi.aws.ec2.SecurityGroup("web", SecurityGroupArgs.builder()
                .vpcId(vpc.id())
                .description("web")
                .ingress(second
                        ? List.of(rule(3389, "0.0.0.0/0", "remote desktop"), rule(443, "10.0.0.0/8", "https"))
                        : List.of(rule(443, "10.0.0.0/8", "https"), rule(80, "10.0.0.0/8", "http")))
                .tags(Map.of("Owner", second ? "storefront" : "platform"))
                .build(), in);

        new com.pulumi.aws.ssm.Parameter("connection", com.pulumi.aws.ssm.ParameterArgs.builder()
                .type("SecureString")
                .value(password.applyValue(p -> "Server=db.example;User Id=web;Password=" + p))
                .build(), in);

        var role = new com.pulumi.aws.iam.Role("task", com.pulumi.aws.iam.RoleArgs.builder()
                .assumeRolePolicy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}")
                .build(), in);
        new RolePolicy("task", RolePolicyArgs.builder()
                .role(role.name())
                .policy(second
                        ? "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"
                        : "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\"], \"Resource\": \"arn:aws:s3:::parts-content/*\"}]}")
                .build(), in);

        var log = new LogGroup("log", LogGroupArgs.builder().name(second ? "/parts/web" : "/parts/app").retentionInDays(7).build(), in);
        new LogGroup("once", LogGroupArgs.builder().name(second ? "/parts/once-2" : "/parts/once-1").build(),
                CustomResourceOptions.builder().parent(site).deleteBeforeReplace(true).build());
        if (second) new LogGroup("access", LogGroupArgs.builder().name("/parts/access").build(), in);
        else new LogGroup("audit", LogGroupArgs.builder().name("/parts/audit").build(), in);

        var bucket = new BucketV2("content", BucketV2Args.builder().bucket(second ? "parts-content-2" : "parts-content").build(),
                CustomResourceOptions.builder().parent(site).protect(false).build());
        new com.pulumi.aws.ssm.Parameter("token", com.pulumi.aws.ssm.ParameterArgs.builder()
                .type("String")
                .value(second ? Output.ofSecret("plain no more") : Output.of("plain for now"))
                .build(), in);

        new TaskDefinition("web", TaskDefinitionArgs.builder()
                .family("parts-web")
                .cpu("1024").memory("2048").networkMode("awsvpc").requiresCompatibilities(List.of("FARGATE"))
                .executionRoleArn(role.arn())
                .containerDefinitions(Output.tuple(log.name(), password).applyValue(t -> "[{\"name\":\"web\",\"image\":\"mcr.microsoft.com/windows/servercore/iis:" + (second ? "windowsservercore-ltsc2025" : "windowsservercore-ltsc2022")
                        + "\",\"essential\":true,\"environment\":[{\"name\":\"MODE\",\"value\":\"" + (second ? "blue" : "green") + "\"},{\"name\":\"PORT\",\"value\":\"80\"}],\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"" + t.t1 + "\"}}}]"))
                .build(), in);

        String script = "<powershell>\r\nWrite-Host '" + (second ? "two" : "one") + "'\r\nInstall-WindowsFeature Web-Server\r\n</powershell>\r\n";
        String mime = "Content-Type: multipart/mixed; boundary=\"part\"\r\nMIME-Version: 1.0\r\n\r\n--part\r\nContent-Type: text/x-shellscript\r\nMIME-Version: 1.0\r\n\r\n" + script + "\r\n--part--\r\n";
        new LaunchTemplate("node", LaunchTemplateArgs.builder()
                .namePrefix("parts-")
                .instanceType(second ? "m6i.large" : "m5.large")
                .userData(Base64.getEncoder().encodeToString(mime.getBytes(StandardCharsets.UTF_8)))
                .build(), CustomResourceOptions.builder().parent(site).ignoreChanges(List.of("tags")).retainOnDelete(true).build());

        ctx.export("bucket", bucket.bucket());
        ctx.export("password", password);
        ctx.export("page", Output.of(new StringAsset(second ? "<h1>hello again</h1>" : "<h1>hello</h1>")));
        ctx.export("site", Output.of(new AssetArchive(Map.of("index.html", new StringAsset(second ? "<h1>hello again</h1>" : "<h1>hello</h1>"), "robots.txt", new StringAsset("User-agent: *")))));
        ctx.export("role", Output.of(role));
        ctx.export("phase", Output.of(second ? 2 : 1));
        if (second) ctx.log().warn("the second phase opens remote desktop");
    }

    private static SecurityGroupIngressArgs rule(int port, String cidr, String description) {
        return SecurityGroupIngressArgs.builder().protocol("tcp").fromPort(port).toPort(port).cidrBlocks(cidr).description(description).build();
    }
}
