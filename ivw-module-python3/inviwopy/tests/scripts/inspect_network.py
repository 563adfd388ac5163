# Writes down what is in the network, as documentation scripts do.
import inviwopy


def describe(owner, indent=0):
    lines = []
    for prop in owner.properties:
        lines.append("  " * indent + f"{prop.identifier} ({prop.classIdentifier})")
        if isinstance(prop, inviwopy.properties.CompositeProperty):
            lines += describe(prop, indent + 1)
    return lines


report = []
for processor in inviwopy.app.network.processors:
    info = processor.getProcessorInfo()
    report.append(f"{processor.displayName} [{info.classIdentifier}, {info.codeState.name}]")
    for inport in processor.inports:
        sources = [outport.processor.identifier for outport in inport.getConnectedOutports()]
        report.append(f"  <- {inport.identifier} {inport.classIdentifier} {sources}")
    for outport in processor.outports:
        report.append(f"  -> {outport.identifier} {outport.classIdentifier}")
    report += describe(processor, 1)
links = [(link.source.path, link.destination.path) for link in inviwopy.app.network.links]
connections = [repr(connection) for connection in inviwopy.app.network.connections]
