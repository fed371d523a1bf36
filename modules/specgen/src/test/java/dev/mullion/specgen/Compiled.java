package dev.mullion.specgen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources, compiled by the JDK's own compiler with the processor, together with core's types as they are. */
final class Compiled {
    private static final Pattern CLASS =
            Pattern.compile("(?m)^(?:[^*/\\n]*[ ;])?(?:record|@?interface|enum|class) (\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Path CORE = Path.of("../core/src/main/java/dev/mullion/core");

    private final List<Path> path;
    private final List<Diagnostic<? extends JavaFileObject>> diagnostics;

    private Compiled(List<Path> path, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        this.path = path;
        this.diagnostics = diagnostics;
    }

    /** What core's specs and builders are made of; their messages need the names of secrets. */
    static Compiled core(Path output) {
        try (Stream<Path> files = Files.list(CORE.resolve("spec"))) {
            return of(
                    output,
                    List.of(),
                    Stream.concat(files.sorted(), Stream.of(CORE.resolve("text/SecretNames.java")))
                            .map(Compiled::read)
                            .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles sources against what was compiled before. */
    static Compiled of(Path output, List<Compiled> before, String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<Path> path = new ArrayList<>(List.of(directory(output)));
        before.forEach(each -> path.addAll(each.path));
        List<String> options = options(output, path);
        JavaCompiler.CompilationTask task = compiler.getTask(
                null,
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8),
                diagnostics,
                options,
                null,
                Arrays.stream(sources).map(Compiled::source).toList());
        task.setProcessors(List.of(new SpecProcessor()));
        task.call();
        return new Compiled(path, diagnostics.getDiagnostics());
    }

    private static List<String> options(Path output, List<Path> path) {
        StringJoiner classPath = new StringJoiner(System.getProperty("path.separator"));
        classPath.add(System.getProperty("java.class.path"));
        path.forEach(folder -> classPath.add(folder.toString()));
        return List.of(
                "-d",
                output.toString(),
                "-s",
                output.toString(),
                "-classpath",
                classPath.toString(),
                // What a processor writes is in this encoding, and else in that of the machine's locale.
                "-encoding",
                "UTF-8",
                "-Xlint:all,-processing,-serial",
                "-Werror");
    }

    private static JavaFileObject source(String text) {
        Matcher name = CLASS.matcher(text);
        Matcher folder = PACKAGE.matcher(text);
        if (!folder.find()) {
            throw new IllegalArgumentException(text);
        }
        String path =
                folder.group(1).replace('.', '/') + "/" + (name.find() ? name.group(1) : "package-info") + ".java";
        return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** What the compiler complains of. */
    List<String> problems() {
        return diagnostics.stream().map(each -> each.getMessage(Locale.ROOT)).toList();
    }

    /** What the processor complains of in the file of a type. */
    List<String> refusals(String type) {
        return diagnostics.stream()
                .filter(each -> each.getCode().equals("compiler.err.proc.messager"))
                .filter(each -> each.getSource().getName().endsWith("/" + type + ".java"))
                .map(each -> each.getMessage(Locale.ROOT))
                .toList();
    }

    String text(String file) {
        return read(path.get(0).resolve(file));
    }

    /** What the generated source says of the methods of a name. */
    List<String> comments(String type, String method) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options(path.get(0), path), null, List.of(source(generated(type))));
        try {
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Elements elements = task.getElements();
        return ElementFilter.methodsIn(elements.getTypeElement(type).getEnclosedElements()).stream()
                .filter(each -> each.getSimpleName().contentEquals(method))
                .map(each -> DocComment.read(elements.getDocComment(each)).text())
                .toList();
    }

    private String generated(String type) {
        return path.stream()
                .map(folder -> folder.resolve(type.replace('.', '/') + ".java"))
                .filter(Files::exists)
                .map(Compiled::read)
                .findFirst()
                .orElseThrow();
    }

    /** Makes a class that was compiled and calls it. */
    Object call(String name) {
        try (URLClassLoader loader = new URLClassLoader(urls(), getClass().getClassLoader())) {
            Callable<?> callable = (Callable<?>)
                    loader.loadClass(name).getDeclaredConstructor().newInstance();
            return callable.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path each : path) {
            urls.add(each.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
