package health.keyward.local.doctor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code ./keyward doctor}. */
public final class DoctorCommand {
    private DoctorCommand() {}

    /**
     * @param args what follows {@code doctor} on the command line
     * @return exit code: 0 nothing wrong, 1 something is wrong, 2 wrong use
     */
    public static int run(List<String> args, Map<String, String> environment, Path root, PrintStream out) {
        out.println("doctor is not built yet");
        return 2;
    }
}
