package health.keyward.local.house;

import java.nio.file.Path;

/** The JDK the starter itself runs on; its children run on the same. */
final class Jvm {
    private Jvm() {}

    static String java() {
        return tool("java");
    }

    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
