import java.io.File;
import org.semanticweb.elk.owlapi.ElkReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.reasoner.InferenceType;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/** Tells what ELK makes of an ontology file: whether it is consistent, and what no thing can be. */
class CheckElk {
    public static void main(String[] files) throws Exception {
        OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(files[0]));
        System.out.println("axioms " + ontology.getAxiomCount());
        OWLReasoner reasoner = new ElkReasonerFactory().createReasoner(ontology);
        System.out.println("consistent " + reasoner.isConsistent());
        if (reasoner.isConsistent()) {
            reasoner.precomputeInferences(InferenceType.CLASS_HIERARCHY, InferenceType.CLASS_ASSERTIONS);
            for (OWLClass one : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
                System.out.println("unsatisfiable " + one);
            }
        }
        reasoner.dispose();
    }
}
