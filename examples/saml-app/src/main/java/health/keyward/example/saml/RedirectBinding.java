package health.keyward.example.saml;

import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.util.Util;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Addresses that carry a signed message (SAML bindings 3.4.4.1). */
final class RedirectBinding {
    private RedirectBinding() {}

    static String address(URL target, String parameter, String deflatedMessage, Saml2Settings settings) {
        String algorithm = settings.getSignatureAlgorithm();
        String signed = parameter + "=" + encode(deflatedMessage) + "&SigAlg=" + encode(algorithm);
        try {
            byte[] signature = Util.sign(signed, settings.getSPkey(), algorithm);
            return target
                    + (target.getQuery() == null ? "?" : "&")
                    + signed
                    + "&Signature="
                    + encode(Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SP_KEY_FILE cannot sign", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
