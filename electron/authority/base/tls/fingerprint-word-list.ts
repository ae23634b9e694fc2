/**
 * 256 words, one for each byte value, for reading a fingerprint aloud. Position is meaning: never reorder,
 * replace or remove one, or printed fingerprints stop matching.
 */
export const fingerprintWordList: readonly string[] = `
acorn actor album alley amber angle ankle apple apron arena armor arrow atlas attic autumn award
bacon badge baker bamboo banjo barn basil basket beach beaver bell berry bicycle bishop blanket bottle
bread breeze brick bridge broom bubble bucket bugle butter button cabin cactus camel candle canoe canyon
carpet carrot castle cedar cello chalk cherry chess chimney circus clover cobra coffee comet copper coral
cotton crab cricket crown curtain daisy dancer deer desert diamond dinner doctor dolphin donkey dragon drum
eagle easel echo elbow elm ember engine envelope evening falcon farmer feather fiddle finger flame flute
forest fossil fountain fox frog galaxy garden garlic ginger giraffe glacier glove goblet gorilla grape guitar
hammer harbor hazel helmet heron hill hockey honey hotel igloo island ivory jacket jaguar jelly jewel
jungle kayak kettle kitten koala ladder lagoon lantern lemon leopard lily lizard lobster magnet mango maple
marble meadow melon mirror monkey mountain muffin museum nail napkin needle nest nickel north novel nutmeg
oak oasis ocean olive onion orange orbit organ otter oven owl oyster palace panda paper parrot
peach pebble pencil pepper piano pigeon pillow planet plum pocket poem potato prism puzzle pyramid quartz
queen quilt rabbit radio rainbow raven ribbon river robin rocket rope ruby saddle sailor salmon satin
school scooter shadow shovel silver sister socket spider spoon stable statue summer sunset table tailor temple
thunder ticket tiger timber tomato tower trumpet tulip tunnel turtle umbrella uncle valley vanilla velvet violin
volcano wagon walnut walrus water whale whistle willow window winter wizard wolf yellow yogurt zebra zipper
`
  .trim()
  .split(/\s+/u);
