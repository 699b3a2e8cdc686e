package health.keyward.stepup.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What apps are told of a WebAuthn assertion (RFC 8176, OpenID EAP). The verification flag says that the user was verified, never how: a finger is
 * claimed only for a model that is accepted as knowing no other way (SU-5), and a PIN never, for nothing tells it.
 */
public final class Amr {
    private Amr() {}

    /** @param attested whether it is proven that the authenticator is of the model it says it is of */
    public static List<String> of(ModelStanding standing, boolean attested, boolean userVerified) {
        List<String> amr = new ArrayList<>();
        switch (standing) {
            case ModelStanding.Usable usable
            when attested -> {
                amr.add(usable.hardware() ? "hwk" : "pop");
                if (userVerified) {
                    usable.biometric().ifPresent(biometric -> amr.add(biometric.amr()));
                }
            }
            case ModelStanding.Usable unproven -> amr.add("pop");
            case ModelStanding.Refused refused -> {}
        }
        amr.add("user");
        return List.copyOf(amr);
    }
}
