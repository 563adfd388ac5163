# Name: Results
import inviwopy as ivw


class Results(ivw.Processor):
    """Keeps what comes in."""

    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.inport = ivw.floatVectorInport("inport")
        self.addInport(self.inport, "default", False)
        self.told = []
        self.kept = []
        self.inport.onChange(lambda: self.told.append("change"))
        self.holders = [
            self.inport.onInvalidScoped(lambda: self.told.append("invalid")),
            self.inport.onConnectScoped(self.connected),
            self.inport.onDisconnectScoped(lambda: self.told.append("disconnect")),
        ]

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.inviwo.test.results", "Results")

    def getProcessorInfo(self):
        return Results.processorInfo()

    def connected(self, outport):
        self.told.append("connect " + outport.identifier)

    def process(self):
        data = self.inport.getData()
        self.kept.append(list(data))
