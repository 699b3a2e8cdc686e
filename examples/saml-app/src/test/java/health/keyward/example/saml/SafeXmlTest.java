package health.keyward.example.saml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeXmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a><a/>",
                "<a>",
                ""
            })
    void document_types_entities_and_broken_xml_are_not_read(String hostile) {
        assertThat(SafeXml.parse(hostile)).isEmpty();
    }

    @Test
    void plain_xml_is_read() {
        assertThat(SafeXml.parse("<a ID='x'><b/></a>").orElseThrow().getElementById("x"))
                .isNotNull();
    }
}
