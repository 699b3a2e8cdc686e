package health.keyward.bench.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The other way to make entries provable: a signature under each of them, Ed25519 as the JDK has it. */
final class SignedEvents {
    private final KeyPair pair;
    private final List<byte[]> events = new ArrayList<>();
    private final List<byte[]> signatures = new ArrayList<>();

    SignedEvents(long count) {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Signature signer = Signature.getInstance("Ed25519");
            LogEntries.each(count, row -> events.add(row.leaf()));
            for (byte[] event : events) {
                signer.initSign(pair.getPrivate());
                signer.update(event);
                signatures.add(signer.sign());
            }
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no Ed25519", missing);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    int count() {
        return events.size();
    }

    /** CPU time that one thread takes to verify the events of this range. */
    Duration verify(int from, int to) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            for (int i = from; i < to; i++) {
                verifier.initVerify(pair.getPublic());
                verifier.update(events.get(i));
                if (!verifier.verify(signatures.get(i))) {
                    throw new IllegalStateException("the signature of event " + i + " does not hold");
                }
            }
            return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("a signature cannot be verified", refused);
        }
    }
}
