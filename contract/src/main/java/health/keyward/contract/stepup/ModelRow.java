package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model of authenticators.
 *
 * @param model its AAGUID
 * @param name as its maker calls it; its AAGUID when the metadata do not know it
 * @param known whether the metadata know it
 * @param credentials how many people's credentials say they are of it
 * @param proven how many of them have proven it by attestation
 * @param upTo the acr its credentials reach at most, once their model is proven
 * @param biometric {@code fpt} or {@code face} where it was accepted as verifying its user by that alone
 * @param status what stands against it; null when nothing does
 * @param certification what the FIDO Alliance last said, for example {@code FIDO_CERTIFIED_L2}
 * @param verification all methods by which it can verify its user
 */
public record ModelRow(
        String model,
        String name,
        boolean known,
        long credentials,
        long proven,
        ModelUse use,
        String upTo,
        @Nullable String biometric,
        @Nullable String status,
        @Nullable String certification,
        boolean hardware,
        List<String> verification) {}
