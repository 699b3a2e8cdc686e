package health.keyward.verifier;

import health.keyward.verifier.check.Damage;
import java.io.PrintStream;

/** The words of {@code --help}. */
final class Help {
    private Help() {}

    static int print(PrintStream out) {
        out.print("""
                verify EXPORT --key VKEY...     check an export of the ledger, a directory or a ZIP file
                  --key VKEY|@FILE              public key of the log; more than one after a rotation
                  --witness VKEY|@FILE          a witness that must have cosigned; more than one means all
                  --policy FILE                 instead: a C2SP tlog-policy that says whose cosignatures are enough
                  --anchors DIR                 an anchor's folder: every checkpoint in it must fit
                  --since CHECKPOINT            a checkpoint from an earlier visit: the log must have grown from it
                  --projection                  compare the read models' rows with the entries
                  --max-age DURATION            15m, 24h, 2d: how old the newest entry may be
                  --json FILE                   write the report as JSON too; - prints it instead of the text
                prove FILE.tlog-proof --key VKEY...
                                                check the proof of one event and print what it says openly
                  --witness, --policy           as above
                  --disclosure FILE             data keys that were disclosed: checked, and what they open printed
                witness --state DIR --log VKEY...
                                                cosign checkpoints of logs that only grow
                  --port N                      8787 unless told; 0 for any
                  --host ADDRESS                127.0.0.1 unless told
                  --name NAME                   of the witness, when its key is made

                Exit codes: 0 nothing is wrong, 2 wrong words, 3 cannot be read or written, and for what is wrong:
                """);
        for (Damage damage : Damage.values()) {
            out.printf("  %d %-18s %s%n", damage.exitCode(), damage, damage.words());
        }
        return 0;
    }
}
