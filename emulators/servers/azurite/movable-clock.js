'use strict';
// Loaded before Azurite. Gives its process a clock that runs ahead of the machine's by what lines on standard input
// say ("advance <milliseconds>"), so that tests of visibility and expiry need not wait. The end of input ends the
// process: no emulator outlives the tests that started it.
const readline = require('node:readline');

const MachineDate = Date;
let aheadMillis = 0;

class MovableDate extends MachineDate {
  constructor(...parts) {
    if (parts.length === 0) {
      super(MachineDate.now() + aheadMillis);
    } else {
      super(...parts);
    }
  }

  static now() {
    return MachineDate.now() + aheadMillis;
  }

  static [Symbol.hasInstance](value) {
    return Object.prototype.toString.call(value) === '[object Date]';
  }
}

globalThis.Date = MovableDate;

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [command, millis] = line.split(' ');
  if (command === 'advance') {
    aheadMillis += Number(millis);
    console.log(`clock is ahead by ${aheadMillis} ms`);
  }
});
lines.on('close', () => process.exit(0));
