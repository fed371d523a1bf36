package dev.mullion.provider;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Started by Pulumi's engine, which reads the port from standard output and ends this process. */
public final class PluginMain {
    /** As the engine's own: inputs may be as large as a program makes them. */
    private static final int MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

    private PluginMain() {}

    /**
     * Serves until it is ended.
     *
     * @param args the address of the engine
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            System.err.println("pulumi-resource-mullion: is started by Pulumi's engine, which gives its address");
            System.exit(2);
        }
        Server server = start(args[args.length - 1], Path.of(""));
        System.out.println(server.getPort());
        System.out.flush();
        server.awaitTermination();
    }

    static Server start(String engineAddress, Path project) throws IOException {
        return NettyServerBuilder.forAddress(anyPort())
                .executor(Executors.newCachedThreadPool(task -> {
                    Thread thread = new Thread(task, "plugin");
                    thread.setDaemon(true);
                    return thread;
                }))
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .addService(new Plugin(engineAddress, project, PackageVersion.VERSION, PackageSchema::json))
                .build()
                .start();
    }

    /**
     * Where the engine looks for a plug-in, and nobody else in the network: who can ask has files of the project sent where they
     * like.
     *
     * @see <a href="https://github.com/pulumi/pulumi/blob/v3.260.0/sdk/go/common/resource/plugin/plugin.go">dialPlugin</a>
     */
    static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }
}
