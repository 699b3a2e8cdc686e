package health.keyward.verifier;

import health.keyward.verifier.prove.ProveCommand;
import health.keyward.verifier.witness.WitnessCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** The verifier from the command line. */
public final class Main {
    /** Wrong words on the command line. */
    public static final int USAGE = 2;
    /** Something could not be read or written. */
    public static final int UNREADABLE = 3;

    private Main() {}

    public static void main(String[] words) {
        int code = run(Arrays.asList(words), System.out, System.err, Clock.systemUTC());
        System.out.flush();
        if (code != 0) {
            System.exit(code);
        }
    }

    /** @return the exit code */
    public static int run(List<String> words, PrintStream out, PrintStream err, Clock clock) {
        String command = words.isEmpty() ? "help" : words.getFirst();
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        try {
            if (rest.contains("--help")) {
                command = "help";
            }
            return switch (command) {
                case "verify" -> VerifyCommand.run(rest, out, clock);
                case "prove" -> ProveCommand.run(rest, out);
                case "witness" -> WitnessCommand.run(rest, out, clock);
                case "help", "--help", "-h" -> Help.print(out);
                default -> throw new Usage("there is no command '" + command + "'");
            };
        } catch (Usage e) {
            err.println("keyward-verifier: " + e.getMessage() + "; see --help");
            return USAGE;
        } catch (Malformed e) {
            err.println("keyward-verifier: " + e.what());
            return USAGE;
        } catch (IOException e) {
            err.println("keyward-verifier: cannot be read or written: " + e.getMessage());
            return UNREADABLE;
        }
    }
}
