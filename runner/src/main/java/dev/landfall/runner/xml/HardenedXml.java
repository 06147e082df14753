package dev.landfall.runner.xml;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** StAX without document types and entities, so that a reply can neither read files nor grow beyond its own length. */
public final class HardenedXml {

    private static final XMLInputFactory FACTORY = factory();

    private HardenedXml() {}

    /** The first start of an element or text is the next event. */
    public static XMLStreamReader reader(byte[] document) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The text of the first element of a name, as in the errors of cloud services; empty when there is none, or no XML. */
    public static String firstText(byte[] document, String element) {
        try {
            var reader = reader(document);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    return reader.getElementText();
                }
            }
            return "";
        } catch (XMLStreamException e) {
            return "";
        }
    }
}
