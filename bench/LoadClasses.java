import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the classes that a file names, one a line, and does nothing with them: the least a JVM does for a preview. */
public final class LoadClasses {
    private LoadClasses() {}

    public static void main(String[] args) throws Exception {
        ClassLoader loader = LoadClasses.class.getClassLoader();
        int loaded = 0;
        for (String name : Files.readAllLines(Path.of(args[0]))) {
            try {
                Class.forName(name, false, loader);
                loaded++;
            } catch (ClassNotFoundException e) {
                // Made while the program ran (lambdas, proxies): not to be found in any jar.
            }
        }
        System.out.println(loaded);
    }
}
