package health.keyward.local.apply;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code ./keyward apply}. */
public final class ApplyCommand {
    private ApplyCommand() {}

    /**
     * @param args what follows {@code apply} on the command line
     * @param environment the process environment
     * @param root the directory that holds {@code deploy/} and {@code .keyward/}
     * @return exit code: 0 done, 1 refused or failed, 2 wrong use
     */
    public static int run(List<String> args, Map<String, String> environment, Path root, PrintStream out) {
        out.println("apply is not built yet");
        return 2;
    }
}
