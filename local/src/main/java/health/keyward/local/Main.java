package health.keyward.local;

import health.keyward.local.apply.ApplyCommand;
import health.keyward.local.doctor.DoctorCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Entry point of {@code keyward-local.jar}; {@code keyward} starts it in the root of the repository. */
public final class Main {
    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        Path root =
                Path.of(System.getProperty("keyward.root", "")).toAbsolutePath().normalize();
        int code = switch (Request.of(List.of(args))) {
            case Request.Up up -> new UpCommand(root, out).run(up);
            case Request.Apply apply -> ApplyCommand.run(apply.arguments(), System.getenv(), root, out);
            case Request.Doctor doctor -> DoctorCommand.run(doctor.arguments(), System.getenv(), root, out);
            case Request.Wrong wrong -> {
                out.println("keyward: " + wrong.line());
                yield WRONG_USE;
            }
        };
        System.exit(code);
    }
}
